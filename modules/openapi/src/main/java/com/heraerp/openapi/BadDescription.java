package com.heraerp.openapi;

/** A description that cannot become a document; the message says where and why. */
final class BadDescription extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadDescription(String message) {
        super(message);
    }
}
