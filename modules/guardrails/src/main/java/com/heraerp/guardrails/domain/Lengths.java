package com.heraerp.guardrails.domain;

/** Lengths as PostgreSQL counts them: in characters, not in UTF-16 units. */
final class Lengths {

    private Lengths() {}

    static boolean exceeds(String text, int most) {
        return text.length() > most && text.codePointCount(0, text.length()) > most;
    }

    static String tooLong(String subject, int most) {
        return subject + " must have at most " + most + " characters";
    }
}
