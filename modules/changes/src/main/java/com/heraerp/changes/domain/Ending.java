package com.heraerp.changes.domain;

/** Why a stream of changes ends, with the code a WebSocket closes with (RFC 6455; 4000 and above are ours). */
public enum Ending {
    /** The client went away. */
    GONE("gone", 1000, false),
    /** The process stops: connect again, elsewhere, with the last cursor. */
    STOPPING("server_stopping", 1012, true),
    /** The database cannot be read just now: connect again with the last cursor. */
    UNAVAILABLE("unavailable", 1013, true),
    /** The client takes less than comes: connect again with the last cursor, or read pages. */
    SLOW("slow_consumer", 4408, true),
    /** The user is no longer a member. */
    REVOKED("revoked", 4403, false),
    /** The token has expired. */
    EXPIRED("token_expired", 4401, false),
    /** Another subscription took this one's place on its connection. */
    REPLACED("replaced", 1000, false);

    private final String code;
    private final int closeCode;
    private final boolean again;

    Ending(String code, int closeCode, boolean again) {
        this.code = code;
        this.closeCode = closeCode;
        this.again = again;
    }

    /** The name that clients are told. */
    public String code() {
        return code;
    }

    /** The status code that a WebSocket is closed with. */
    public int closeCode() {
        return closeCode;
    }

    /** Whether connecting again with the last cursor makes sense. */
    public boolean isWorthAnotherTry() {
        return again;
    }
}
