package com.heraerp.app.selftest;

/** The server does not do what it promises; the message says what it does instead. */
final class CheckFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CheckFailed(String message) {
        super(message);
    }

    /** @throws CheckFailed unless it holds */
    static void unless(boolean holds, String message, Object... details) {
        if (!holds) {
            throw new CheckFailed(message.formatted(details));
        }
    }
}
