package com.heraerp.cache.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the database.
 *
 * @param place where the change log stood when it was read, as the database says; null when that is not known: it is then
 *     kept from being shared unless its age alone says how long it holds
 * @param holds for how long it stays true when nobody changes anything; null for ever
 */
public record Read<V>(V value, @Nullable String place, @Nullable Duration holds) {}
