package com.heraerp.db;

import com.heraerp.db.AppliedMigrations.AppliedSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to the state that this program was written for: roles and rights, then the versioned migrations, then
 * the functions that changed. All pending ones are one transaction. Several pods may start at once: one migrates, the
 * others wait and find nothing to do.
 */
public final class Migrations {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    /** Any number no other lock of the database uses: {@code "HERA"} in ASCII. */
    private static final long LOCK = 0x48455241L;

    private final DataSource login;

    private Migrations(DataSource login) {
        this.login = login;
    }

    /** Migrations over connections of {@code login}: for {@link #run} one that may become {@code hera_owner}. */
    public static Migrations over(DataSource login) {
        return new Migrations(login);
    }

    /** Migrations over a login of its own, outside any pool. */
    public static Migrations over(String jdbcUrl, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("hera-migrate");
        return new Migrations(source);
    }

    /**
     * Does what is pending. A database that a newer program has migrated is left as it is: migrations go forward only.
     *
     * @return how many migrations ran; 0 when there was nothing to do
     * @throws MigrationRefused when the login may not do it, or a migration fails (nothing has changed then)
     */
    public int run() {
        AppliedSet ours = new AppliedSet(SqlFiles.fingerprint(), SqlFiles.version());
        try (Connection connection = login.getConnection()) {
            if (isDone(connection, ours)) {
                return 0;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("select pg_advisory_lock(" + LOCK + ")");
                try {
                    return isDone(connection, ours) ? 0 : migrate(connection, ours);
                } finally {
                    statement.execute("select pg_advisory_unlock(" + LOCK + ")");
                }
            }
        } catch (SQLException failure) {
            throw new MigrationRefused("The database cannot be migrated: " + failure.getMessage(), failure);
        } catch (FlywayException failure) {
            throw new MigrationRefused("A migration failed, nothing was changed: " + failure.getMessage(), failure);
        }
    }

    /**
     * Whether every migration that this program carries has been applied; any login that may connect can ask.
     *
     * @throws MigrationRefused when the database cannot be asked
     */
    public boolean isCurrent() {
        try (Connection connection = login.getConnection()) {
            return AppliedMigrations.contains(connection, SqlFiles.fingerprint());
        } catch (SQLException failure) {
            throw new MigrationRefused("The database cannot be asked for its migrations: " + failure.getMessage(),
                    failure);
        }
    }

    private static boolean isDone(Connection connection, AppliedSet ours) throws SQLException {
        Optional<AppliedSet> latest = AppliedMigrations.latest(connection);
        if (latest.isPresent() && latest.get().version() > ours.version()) {
            LOG.warn("The database is at version {}, this program at {}: nothing is migrated", latest.get().version(),
                    ours.version());
            return true;
        }
        return latest.isPresent() && latest.get().fingerprint().equals(ours.fingerprint());
    }

    private int migrate(Connection connection, AppliedSet ours) throws SQLException {
        Bootstrap.run(connection);
        int executed = Flyway.configure()
                .dataSource(login)
                .loggers("slf4j")
                .initSql("set role hera_owner")
                .defaultSchema("flyway")
                .createSchemas(true)
                .locations("classpath:db/migration", "classpath:db/functions")
                .group(true)
                // Numbers come in ranges, one for each part of the house: a later one may be applied already.
                .outOfOrder(true)
                // ${…} is an ordinary text in a function
                .placeholderReplacement(false)
                .ignoreMigrationPatterns("*:future", "repeatable:missing")
                .cleanDisabled(true)
                .load()
                .migrate().migrationsExecuted;
        AppliedMigrations.add(connection, ours);
        LOG.info("The database is at version {} ({} migrations)", ours.version(), executed);
        return executed;
    }
}
