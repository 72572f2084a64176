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

    /** An expected version that no row has: the write is a 412. */
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
     * The version that {@code If-Match} asks for, or null when the header is absent or {@code *}. A number that no version ever was
     * names one that no row has. RFC 9110 would have a weak tag never match; but a proxy weakens every tag when it compresses, and
     * a version tells as much with {@code W/} as without. A version without its quotes can mean only one thing, and is taken.
     *
     * @throws Refused 400 for what is no tag of ours, and when none or several are named: a write expects one
     */
    public static @Nullable Long expected(HttpHeaders headers) {
        List<String> values = headers.getAll(HttpHeaders.IF_MATCH);
        if (values.isEmpty()) {
            return null;
        }
        String tag = String.join(",", values).strip();
        if (tag.indexOf(',') >= 0) {
            throw Refused.field("If-Match", "If-Match must name one version");
        }
        return tag.equals("*") ? null : (Long) version(tag);
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static long version(String tag) {
        String strong = strong(tag);
        boolean quoted = strong.length() > 1 && strong.charAt(0) == '"' && strong.charAt(strong.length() - 1) == '"';
        boolean weak = tag.length() != strong.length();
        String digits = quoted ? strong.substring(1, strong.length() - 1) : strong;
        if (!isNumber(digits) || weak && !quoted) {
            throw Refused.field("If-Match", "If-Match must be the ETag of an answer, such as \"7\"");
        }
        return digits.charAt(0) == '0' || digits.length() > LONGEST ? NEVER : Long.parseLong(digits);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
