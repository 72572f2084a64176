package com.heraerp.app.postgres;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.Home;
import com.heraerp.app.config.PostgresAddress;
import com.heraerp.kernel.StartRefused;
import com.heraerp.kernel.settings.DatabaseSettings;
import java.util.Optional;

/** A database that is ready for the application to log in: the configured one, or our own, migrated. */
public final class PreparedDatabase implements AutoCloseable {

    static final String APPLICATION_ROLE = "hera_app";
    static final String APPLICATION_SECRET = "database-application";

    private final DatabaseSettings settings;
    private final Optional<EmbeddedPostgres> postgres;
    private final Optional<Home.Lock> lock;

    private PreparedDatabase(DatabaseSettings settings, Optional<EmbeddedPostgres> postgres, Optional<Home.Lock> lock) {
        this.settings = settings;
        this.postgres = postgres;
        this.lock = lock;
    }

    /**
     * Starts our own PostgreSQL if none is configured, and migrates when a role for that is at hand.
     *
     * @throws StartRefused when the database cannot be had
     */
    public static PreparedDatabase of(HeraSettings settings) {
        Optional<PostgresAddress> configured = settings.database().application();
        return configured.isPresent() ? external(settings, configured.get()) : embedded(settings);
    }

    /**
     * Migrates and leaves nothing running: the database of {@code DATABASE_MIGRATION_URL}, or the embedded one when no
     * address is configured at all.
     *
     * @throws StartRefused when it cannot be done, or no role to migrate with is configured
     */
    public static void migrate(HeraSettings settings) {
        Optional<PostgresAddress> owner = settings.database().migration();
        if (owner.isPresent()) {
            SchemaUpdate.migrate(owner.get(), settings.loadsDemoData());
        } else if (settings.database().embedded() && settings.mode() != HeraSettings.Mode.PRODUCTION) {
            of(settings).close();
        } else {
            throw StartRefused.variable("DATABASE_MIGRATION_URL", "is required to migrate");
        }
    }

    /** How the application logs in. */
    public DatabaseSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        postgres.ifPresent(EmbeddedPostgres::close);
        lock.ifPresent(Home.Lock::close);
    }

    private static PreparedDatabase external(HeraSettings settings, PostgresAddress application) {
        SchemaUpdate.external(settings.database(), settings.loadsDemoData());
        return new PreparedDatabase(
                login(settings, application.jdbcUrl(), application.user(), application.password()), Optional.empty(),
                Optional.empty());
    }

    private static PreparedDatabase embedded(HeraSettings settings) {
        Home home = Home.at(settings.home());
        Home.Lock lock = home.lock();
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(home);
            try {
                String password = home.secret(APPLICATION_SECRET);
                SchemaUpdate.embedded(postgres, APPLICATION_ROLE, password, settings.loadsDemoData());
                DatabaseSettings login = login(settings, postgres.jdbcUrl(), APPLICATION_ROLE, password);
                return new PreparedDatabase(login, Optional.of(postgres), Optional.of(lock));
            } catch (RuntimeException failure) {
                postgres.close();
                throw failure;
            }
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private static DatabaseSettings login(HeraSettings settings, String jdbcUrl, String user, String password) {
        HeraSettings.Database database = settings.database();
        return new DatabaseSettings(
                jdbcUrl, user, password, database.poolMin(), database.poolMax(), database.statementTimeout());
    }
}
