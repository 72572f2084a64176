package com.heraerp.db;

/** The database cannot be brought to this program's state; the message says what the operator has to do, in one line. */
public final class MigrationRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MigrationRefused(String message) {
        super(message);
    }

    MigrationRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
