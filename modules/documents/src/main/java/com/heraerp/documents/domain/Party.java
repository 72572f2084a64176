package com.heraerp.documents.domain;

import org.jspecify.annotations.Nullable;

/**
 * Somebody or something that a transaction is between.
 *
 * @param type of its entity, such as {@code CUSTOMER}
 */
public record Party(String type, String name, @Nullable String address, @Nullable String phone,
        @Nullable String taxNumber) {}
