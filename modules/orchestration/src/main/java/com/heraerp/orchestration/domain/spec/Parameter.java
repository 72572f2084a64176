package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One declared input or output of a procedure.
 *
 * @param fallback the value of an optional input that is not given; null when there is none
 */
public record Parameter(String name, DataType type, @Nullable JsonValue fallback) {}
