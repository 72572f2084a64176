package com.heraerp.kernel.postgres;

import com.heraerp.kernel.json.JsonObject;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * An error as PostgreSQL raised it, whether it ended a statement or was caught by a function that reports one result
 * for each of many operations. Nothing of it reaches a caller but through {@link SqlRefusals}.
 *
 * @param sqlState five characters, {@code XX000} when unknown
 * @param message the error's own message, null when the server sent none
 * @param detail JSON for programs when the error is one of ours
 * @param constraint the constraint that was broken
 */
public record RaisedError(
        String sqlState,
        @Nullable String message,
        @Nullable String detail,
        @Nullable String hint,
        @Nullable String constraint) {

    private static final String UNKNOWN = "XX000";

    static RaisedError of(SQLException failed) {
        String state = failed.getSQLState() == null ? UNKNOWN : failed.getSQLState();
        ServerErrorMessage server = failed instanceof PSQLException known ? known.getServerErrorMessage() : null;
        return server == null
                ? new RaisedError(state, failed.getMessage(), null, null, null)
                : new RaisedError(state, server.getMessage(), server.getDetail(), server.getHint(),
                        server.getConstraint());
    }

    /** Reads {@code {"sqlstate", "message"?, "detail"?, "hint"?, "constraint"?}}; the detail is text or an object. */
    public static RaisedError of(JsonObject reported) {
        String state = reported.text("sqlstate");
        JsonObject facts = reported.object("detail");
        return new RaisedError(
                state == null ? UNKNOWN : state,
                reported.text("message"),
                facts == null ? reported.text("detail") : facts.toJson(),
                reported.text("hint"),
                reported.text("constraint"));
    }
}
