package com.heraerp.app.http.netty;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The id under which a request is logged and answered. */
final class RequestIds {

    private static final int MAX_LENGTH = 128;

    private RequestIds() {}

    /** The caller's id when it is 1 to 128 printable ASCII characters, otherwise a new UUID. */
    static String of(@Nullable String given) {
        return given != null && isSane(given) ? given : fresh();
    }

    /** A random UUID. It names, it does not protect: a fast generator is enough. */
    private static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = random.nextLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static boolean isSane(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < 0x20 || id.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
