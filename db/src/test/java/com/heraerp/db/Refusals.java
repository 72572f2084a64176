package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the database refused, as far as a caller can see it. */
final class Refusals {

    private Refusals() {}

    @FunctionalInterface
    interface Statement {
        Object run() throws SQLException;
    }

    /** The refusal of a statement that must not succeed. */
    static Refusal refusalOf(Statement statement) {
        try {
            return fail("was not refused but answered " + statement.run());
        } catch (PSQLException refused) {
            ServerErrorMessage server = refused.getServerErrorMessage();
            return new Refusal(
                    String.valueOf(refused.getSQLState()),
                    server == null ? String.valueOf(refused.getMessage()) : Objects.toString(server.getMessage(), ""),
                    server == null ? "" : Objects.toString(server.getDetail(), ""));
        } catch (SQLException other) {
            return fail("was refused by something else than the server", other);
        }
    }

    /** The state in which the database refused a call, or {@code done}. */
    static String stateOf(Callable<String> call) throws Exception {
        try {
            call.call();
            return "done";
        } catch (PSQLException refused) {
            return String.valueOf(refused.getSQLState());
        }
    }

    record Refusal(String state, String message, String detail) {

        Refusal is(String expectedState, String messageStart) {
            assertThat(state).as(message).isEqualTo(expectedState);
            assertThat(message).startsWith(messageStart);
            return this;
        }

        void naming(String part) {
            assertThat(detail).contains(part);
        }
    }
}
