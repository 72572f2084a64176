package com.heraerp.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/**
 * Which sets of migrations this database has been through, beside Flyway's own history and readable by the application:
 * one look tells that there is nothing to do, where Flyway would read and compare every file.
 */
final class AppliedMigrations {

    private static final Set<String> NEVER_MIGRATED = Set.of("42P01", "3F000", "42501");

    /**
     * @param fingerprint {@link SqlFiles#fingerprint()} of the program that migrated
     * @param version number of its newest versioned migration
     */
    record AppliedSet(String fingerprint, int version) {}

    private AppliedMigrations() {}

    /** The set that was applied last; empty for a database that was never migrated. */
    static Optional<AppliedSet> latest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select fingerprint, version from flyway.applied_set order by applied_at desc limit 1");
                ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(new AppliedSet(row.getString(1), row.getInt(2))) : Optional.empty();
        } catch (SQLException failure) {
            return emptyWhenNeverMigrated(failure);
        }
    }

    /** Whether this set was applied at some time; what came later only adds to it, migrations go forward only. */
    static boolean contains(Connection connection, String fingerprint) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("select 1 from flyway.applied_set where fingerprint = ?")) {
            statement.setString(1, fingerprint);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException failure) {
            return emptyWhenNeverMigrated(failure).isPresent();
        }
    }

    /** Remembers a set as the last one applied. */
    static void add(Connection connection, AppliedSet applied) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    set role hera_owner;
                    create table if not exists flyway.applied_set (
                      fingerprint text primary key, version integer not null, applied_at timestamptz not null);
                    grant usage on schema flyway to hera_app, hera_reader, hera_system;
                    grant select on all tables in schema flyway to hera_app, hera_reader, hera_system""");
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into flyway.applied_set values (?, ?, clock_timestamp())
                    on conflict (fingerprint) do update set applied_at = excluded.applied_at""")) {
                insert.setString(1, applied.fingerprint());
                insert.setInt(2, applied.version());
                insert.executeUpdate();
            }
            statement.execute("reset role");
        }
    }

    private static Optional<AppliedSet> emptyWhenNeverMigrated(SQLException failure) throws SQLException {
        if (NEVER_MIGRATED.contains(failure.getSQLState())) {
            return Optional.empty();
        }
        throw failure;
    }
}
