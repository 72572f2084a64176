package com.heraerp.kernel;

import java.io.Serial;

/** The process must not start, or a command must not run; the message is the one line that the operator reads. */
public final class StartRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Refuses with these words.
     *
     * @param message one line, without line breaks and secrets
     */
    public StartRefused(String message) {
        super(message.replaceAll("\\s*\\R\\s*", " "));
    }

    /**
     * Refuses with these words.
     *
     * @param message one line, without line breaks and secrets
     * @param cause what went wrong, for the log at debug level
     */
    public StartRefused(String message, Throwable cause) {
        super(message.replaceAll("\\s*\\R\\s*", " "), cause);
    }

    /**
     * A variable has a value that cannot be used, or is missing.
     *
     * @param variable its name
     * @param problem what is wrong, as the end of a sentence that starts with the name
     */
    public static StartRefused variable(String variable, String problem) {
        return new StartRefused(variable + " " + problem);
    }
}
