package com.heraerp.entities.application.port;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One entity as the store built it.
 *
 * @param version the entity's version
 * @param text UTF-8 text that ends in the item's JSON
 * @param start where in {@code text} the JSON begins
 * @param readAt where the change log stood when it was read; null when nobody said
 * @param holds for how long it stays true when nobody changes anything; null for ever
 */
public record StoredEntity(
        long version, byte[] text, int start, @Nullable String readAt, @Nullable Duration holds) {}
