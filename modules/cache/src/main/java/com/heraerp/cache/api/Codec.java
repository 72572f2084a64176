package com.heraerp.cache.api;

import org.jspecify.annotations.Nullable;

/** How values travel between processes. */
public interface Codec<V> {

    byte[] encode(V value);

    /** The value; null when {@code bytes} are none, for whoever wrote them may have been another version. */
    @Nullable
    V decode(byte[] bytes);

    /** About how many bytes the value keeps in memory. */
    int size(V value);
}
