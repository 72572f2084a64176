package com.heraerp.kernel;

import java.util.Optional;

/**
 * A smart code as D4 defines it: {@code HERA}, an industry of 2–15, two to eight segments of 2–30, a version. Read in
 * one pass, so that hostile text costs no more than its length.
 */
public record SmartCode(String value) {

    private static final int LONGEST = 4 + 1 + 15 + 8 * 31 + 2 + 10;

    public SmartCode {
        problem(value).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
    }

    /** What is wrong with {@code text} as a smart code, naming the segment; empty when nothing is. */
    public static Optional<String> problem(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("it is longer than any smart code can be");
        }
        String[] segments = text.split("\\.", -1);
        if (!segments[0].equals("HERA")) {
            return Optional.of("segment 1 must be HERA");
        }
        if (segments.length < 5) {
            return Optional.of("it has " + segments.length + " segments, at least 5 are needed");
        }
        if (segments.length > 11) {
            return Optional.of("it has " + segments.length + " segments, at most 11 are allowed");
        }
        if (!fits(segments[1], 15, false)) {
            return Optional.of("segment 2 '" + segments[1] + "' must be 2 to 15 of A-Z and 0-9");
        }
        for (int i = 2; i < segments.length - 1; i++) {
            if (!fits(segments[i], 30, true)) {
                return Optional.of("segment " + (i + 1) + " '" + segments[i] + "' must be 2 to 30 of A-Z, 0-9 and _");
            }
        }
        String version = segments[segments.length - 1];
        return isVersion(version)
                ? Optional.empty()
                : Optional.of("segment " + segments.length + " '" + version + "' must be a version such as V1");
    }

    private static boolean fits(String segment, int longest, boolean underscore) {
        if (segment.length() < 2 || segment.length() > longest) {
            return false;
        }
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            boolean allowed = c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || underscore && c == '_';
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVersion(String segment) {
        if (segment.length() < 2 || segment.charAt(0) != 'V' && segment.charAt(0) != 'v') {
            return false;
        }
        for (int i = 1; i < segment.length(); i++) {
            if (segment.charAt(i) < '0' || segment.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
