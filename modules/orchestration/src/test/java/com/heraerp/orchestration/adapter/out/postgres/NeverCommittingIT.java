package com.heraerp.orchestration.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.db.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is tried on such a connection, what it wrote is gone. */
class NeverCommittingIT {

    private final TestDatabase database = TestDatabase.empty();

    @BeforeEach
    void create() {
        database.execute("create table trial (n integer)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Connection connection() throws SQLException {
        return NeverCommitting.over(database.asSuperuser()).getConnection();
    }

    private static void write(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "insert into trial values (1)");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private int rows() throws SQLException {
        try (Connection connection = database.asSuperuser().getConnection();
                PreparedStatement statement = connection.prepareStatement("select count(*) from trial");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void commitIsRefused() throws SQLException {
        try (Connection connection = connection()) {
            write(connection);

            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class).hasMessageContaining("never");
        }
        assertThat(rows()).isZero();
    }

    @Test
    void settingAutocommitRollsBack() throws SQLException {
        try (Connection connection = connection()) {
            write(connection);
            connection.setAutoCommit(true);
        }
        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "  COMMIT", "end", "prepare transaction 'x'", "select 1; commit",
        "insert into trial values (2);commit", "rollback", "begin"})
    void statementsThatEndTransactionsAreNotSent(String sql) throws SQLException {
        try (Connection connection = connection()) {
            write(connection);

            assertThatThrownBy(() -> run(connection, sql)).isInstanceOf(SQLException.class)
                    .hasMessageContaining("not rehearsed");
        }
        assertThat(rows()).isZero();
    }

    @Test
    void plainStatementsAndTheConnectionBeneathAreNotGivenOut() throws SQLException {
        try (Connection connection = connection()) {
            assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connection.unwrap(Connection.class)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void wordsInQuotesAreJustWords() throws SQLException {
        try (Connection connection = connection()) {
            write(connection);
            run(connection, "select 'commit; it''s done'");
        }
    }
}
