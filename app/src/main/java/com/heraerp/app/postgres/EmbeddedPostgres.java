package com.heraerp.app.postgres;

import com.heraerp.app.config.Home;
import com.heraerp.kernel.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own, as durable as any other, listening on the loopback interface alone. It runs in a session of its own
 * (so Ctrl-C reaches the application first) and is started again when it dies under a living application.
 *
 * <p>The caller holds the lock of the home. Whatever server is found running on the data is therefore an orphan of an
 * application that was killed: it is stopped, then a new one is started with today's settings.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The database that the application lives in. */
    public static final String DATABASE = "hera";

    /** The superuser that prepares the database; the application never logs in as this one. */
    public static final String SUPERUSER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String SUPERUSER_SECRET = "database-superuser";
    private static final int RESTART_PAUSE_MILLIS = 500;

    private final String superuserPassword;
    private final PostgresCluster cluster;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private int port;
    private boolean stopped;

    private EmbeddedPostgres(String superuserPassword, PostgresCluster cluster) {
        this.superuserPassword = superuserPassword;
        this.cluster = cluster;
    }

    /**
     * Starts the server, creating the data on first use. Returns when it answers.
     *
     * @param home locked by the caller
     * @throws StartRefused when PostgreSQL cannot run here
     */
    public static EmbeddedPostgres start(Home home) {
        try {
            Path installation = PostgresBinaries.under(home);
            String password = home.secret(SUPERUSER_SECRET);
            PostgresCluster cluster = new PostgresCluster(
                    new PostgresPrograms(installation), home.directory().resolve("data"), home.subdirectory("logs"));
            cluster.createIfMissing(SUPERUSER, home.directory().resolve("secrets").resolve(SUPERUSER_SECRET));
            EmbeddedPostgres postgres = new EmbeddedPostgres(password, cluster);
            postgres.port = cluster.start();
            postgres.watch();
            return postgres;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The JDBC address of the application's database, without credentials. It stays the same until {@link #close()}. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** The JDBC address of another database on this server. */
    public String jdbcUrl(String database) {
        return jdbcUrl(String.valueOf(port), database);
    }

    /** The JDBC address of a database on a server of this machine that listens on this port. */
    static String jdbcUrl(String port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The password of {@link #SUPERUSER}. */
    public String superuserPassword() {
        return superuserPassword;
    }

    /** Ends sessions and stops the server in order; returns when it is gone. A second call does nothing. */
    @Override
    public void close() {
        lifecycle.lock();
        try {
            if (!stopped) {
                stopped = true;
                cluster.stop();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            lifecycle.unlock();
        }
    }

    private void watch() throws IOException {
        var _ = cluster.process().onExit().thenRunAsync(this::restart,
                task -> Thread.ofPlatform().daemon().name("postgres-restart").start(task));
    }

    private void restart() {
        while (!restarted()) {
            try {
                Thread.sleep(RESTART_PAUSE_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** @return whether there is nothing left to do: the server runs again, or it was meant to stop */
    private boolean restarted() {
        lifecycle.lock();
        try {
            if (stopped) {
                return true;
            }
            LOG.warn("PostgreSQL ended unexpectedly and is started again");
            cluster.start(port);
            watch();
            return true;
        } catch (IOException | StartRefused failure) {
            LOG.error("PostgreSQL does not start again yet: {}", failure.getMessage());
            return false;
        } finally {
            lifecycle.unlock();
        }
    }
}
