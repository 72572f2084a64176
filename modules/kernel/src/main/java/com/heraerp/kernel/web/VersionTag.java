package com.heraerp.kernel.web;

import com.heraerp.kernel.Refused;
import io.micronaut.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row's version as an HTTP entity tag (D9): {@code ETag: "7"}, and the two headers that carry it back. Every value is
 * read in one pass.
 */
public final class VersionTag {

    /** An expected version that no row has, for a tag that was never one of ours: the write is a 412. */
    private static final long NEVER = -1;

    /** Versions are 32-bit integers; what is longer is no version of anything. */
    private static final int LONGEST = 9;

    private VersionTag() {}

    /** The {@code ETag} of a row in this version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Whether {@code If-None-Match} names this version (a list, {@code *} and weak tags included): answer 304. */
    public static boolean isKnown(HttpHeaders headers, long version) {
        List<String> values = headers.getAll(HttpHeaders.IF_NONE_MATCH);
        if (values.isEmpty()) {
            return false;
        }
        String tag = of(version);
        for (String value : values) {
            if (names(value, tag)) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(String list, String tag) {
        for (int from = 0; from <= list.length();) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            String candidate = strong(list.substring(from, to).strip());
            if (candidate.equals(tag) || candidate.equals("*")) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /**
     * The version that {@code If-Match} asks for, or null when the header is absent or {@code *}. A tag that is none of
     * ours answers a version that no row has. Proxies weaken tags when they compress, so a weak one counts as well, and
     * so does a version without its quotes.
     *
     * @throws Refused 400 for what is no entity tag, and when several are named: a write expects one
     */
    public static @Nullable Long expected(HttpHeaders headers) {
        String value = headers.get(HttpHeaders.IF_MATCH);
        if (value == null || value.isBlank() || value.strip().equals("*")) {
            return null;
        }
        if (value.indexOf(',') >= 0) {
            throw Refused.field("If-Match", "If-Match must name one version");
        }
        return version(strong(value.strip()));
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static long version(String tag) {
        boolean quoted = tag.length() > 1 && tag.charAt(0) == '"' && tag.charAt(tag.length() - 1) == '"';
        String digits = quoted ? tag.substring(1, tag.length() - 1) : tag;
        long version = digits.isEmpty() || digits.length() > LONGEST ? NEVER : number(digits);
        if (version == NEVER && !quoted) {
            throw Refused.field("If-Match", "If-Match must be the ETag of an answer, such as \"7\"");
        }
        return version;
    }

    private static long number(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return NEVER;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
