package com.heraerp.orchestration.domain.spec;

import org.jspecify.annotations.Nullable;

/**
 * What a procedure says of one of its errors.
 *
 * @param code such as {@code INSUFFICIENT_STOCK}
 * @param action what the engine does
 * @param status HTTP status of the trigger route's answer; null when the code's usual one applies
 * @param when when it happens, for people
 */
public record ErrorRule(String code, ErrorAction action, @Nullable Integer status, String when) {}
