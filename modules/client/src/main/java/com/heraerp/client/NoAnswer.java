package com.heraerp.client;

/**
 * No whole answer came back, however often the client tried. Whether a write was done is not known; sending it again under the
 * same idempotency key finds out without doing it twice.
 */
public final class NoAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoAnswer(String message, Throwable cause) {
        super(message, cause);
    }
}
