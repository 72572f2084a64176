package com.heraerp.guardrails.domain;

/** Text of the caller, fit to be repeated in a message: short, on one line, never half a character. */
final class Shown {

    private static final int MOST = 255;

    private Shown() {}

    static String text(String text) {
        if (text.length() <= MOST && !hasControls(text, text.length())) {
            return text;
        }
        int end = Math.min(text.length(), MOST);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder shown = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            shown.append(isControl(c) ? ' ' : c);
        }
        return end < text.length() ? shown.append('…').toString() : shown.toString();
    }

    private static boolean hasControls(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (isControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Controls and line separators: a finding must not start a new line of a log. */
    private static boolean isControl(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }
}
