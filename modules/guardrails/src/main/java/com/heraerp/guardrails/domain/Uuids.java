package com.heraerp.guardrails.domain;

/** UUIDs in their one written form; {@code UUID.fromString} also takes shorter ones and throws. */
final class Uuids {

    private static final int LENGTH = 36;

    private Uuids() {}

    static boolean isUuid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean fits = dash ? c == '-' : c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
