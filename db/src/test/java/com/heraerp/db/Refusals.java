package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.SQLException;
import java.util.Objects;
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
