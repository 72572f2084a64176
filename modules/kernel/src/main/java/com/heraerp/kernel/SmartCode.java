package com.heraerp.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A smart code as D4 defines it: {@code HERA}, an industry of 2–15, two to eight segments of 2–30, a version; and, as
 * every code (contract), at most {@value #LONGEST} characters. The second bound cuts what D4's pattern alone would
 * admit in two places only: a version of some 230 digits, and eleven segments that are nearly all 30 long.
 */
public record SmartCode(String value) {

    /** The most characters a code may have. */
    public static final int LONGEST = 255;

    private static final String ROOT = "HERA.";
    private static final int FEWEST_SEGMENTS = 5;
    private static final int MOST_SEGMENTS = 11;

    public SmartCode {
        String problem = firstProblem(value);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** What is wrong with {@code text} as a smart code, naming the segment; empty when nothing is. */
    public static Optional<String> problem(String text) {
        return Optional.ofNullable(firstProblem(text));
    }

    /** One pass that allocates nothing for a valid code: a guarded write looks at some ten of them. */
    private static @Nullable String firstProblem(String text) {
        if (text.length() > LONGEST) {
            return "it is longer than " + LONGEST + " characters";
        }
        if (!text.startsWith(ROOT)) {
            return text.equals("HERA") ? "it has 1 segments, at least 5 are needed" : "segment 1 must be HERA";
        }
        int segments = segments(text);
        if (segments < FEWEST_SEGMENTS) {
            return "it has " + segments + " segments, at least " + FEWEST_SEGMENTS + " are needed";
        }
        if (segments > MOST_SEGMENTS) {
            return "it has " + segments + " segments, at most " + MOST_SEGMENTS + " are allowed";
        }
        int start = ROOT.length();
        for (int segment = 2; segment < segments; segment++) {
            int end = text.indexOf('.', start);
            if (!fits(text, start, end, segment)) {
                return "segment " + segment + " '" + text.substring(start, end) + "' must be "
                        + (segment == 2 ? "2 to 15 of A-Z and 0-9" : "2 to 30 of A-Z, 0-9 and _");
            }
            start = end + 1;
        }
        return isVersion(text, start)
                ? null
                : "segment " + segments + " '" + text.substring(start) + "' must be a version such as V1";
    }

    private static int segments(String text) {
        int segments = 1;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '.') {
                segments++;
            }
        }
        return segments;
    }

    private static boolean fits(String text, int start, int end, int segment) {
        int length = end - start;
        if (length < 2 || length > (segment == 2 ? 15 : 30)) {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            boolean allowed = c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' && segment > 2;
            if (!allowed) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVersion(String text, int start) {
        if (text.length() - start < 2 || text.charAt(start) != 'V' && text.charAt(start) != 'v') {
            return false;
        }
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
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
