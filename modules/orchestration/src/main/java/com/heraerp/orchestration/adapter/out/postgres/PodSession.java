package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.postgres.SqlRefusals;
import com.heraerp.kernel.settings.DatabaseSettings;
import com.heraerp.orchestration.application.port.Pods;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sign of life: one session of our own, outside of the pool, that holds the advisory lock (77, pod). Whoever kills this process
 * closes the session, and with it the lock is gone: no clock is asked. A process that is frozen keeps both, so the session says
 * something every two seconds, and who is silent for ten is passed over ({@code hera.silent_pods}). Claims are made over it too, so
 * that an idle pod takes nothing out of the pool.
 */
@Singleton
final class PodSession implements Pods {

    private static final Logger LOG = LoggerFactory.getLogger(PodSession.class);
    private static final String LOCK = "select pg_try_advisory_lock(77, ?)";

    /** A session may take the same lock again and again; one that has it already does not. */
    private static final String KEEP_HOUSE = """
            select case when exists (
                select from pg_catalog.pg_locks l
                where l.locktype = 'advisory' and l.classid = 78 and l.objid = 1 and l.objsubid = 2 and l.granted
                  and l.pid = pg_backend_pid())
              then true else pg_try_advisory_lock(78, 1) end""";

    private static final Duration PULSE = Duration.ofSeconds(2);

    private final BeanProvider<DatabaseSettings> settings;
    private final ReentrantLock using = new ReentrantLock();
    private volatile @Nullable Alive alive;

    private record Alive(Connection connection, int pod) {}

    @Inject
    PodSession(BeanProvider<DatabaseSettings> settings) {
        this.settings = settings;
    }

    /** What is done over the session. */
    @FunctionalInterface
    interface Work<T> {
        T over(Connection connection) throws SQLException;
    }

    @Override
    public String current() {
        Alive now = alive;
        if (now != null) {
            return Integer.toString(now.pod);
        }
        return over(connection -> pod());
    }

    private String pod() {
        Alive now = alive;
        return Integer.toString(now == null ? 0 : now.pod);
    }

    /**
     * Does something over the session, opening it when it is not there.
     *
     * @throws com.heraerp.kernel.Refused for everything the database refuses; the session is a new one afterwards, under a new name
     */
    <T> T over(Work<T> work) {
        using.lock();
        try {
            Alive now = alive;
            if (now == null) {
                now = open();
                alive = now;
                Alive beating = now;
                Thread.ofVirtual().name("pod-pulse").start(() -> beat(beating));
            }
            return work.over(now.connection);
        } catch (SQLException failed) {
            lose();
            throw SqlRefusals.translate(failed);
        } finally {
            using.unlock();
        }
    }

    private void beat(Alive beating) {
        try {
            do {
                Thread.sleep(PULSE);
            } while (beats(beating));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean beats(Alive beating) {
        using.lock();
        try {
            return alive == beating && beating.connection.isValid(0);
        } catch (SQLException gone) {
            return false;
        } finally {
            using.unlock();
        }
    }

    @Override
    public boolean keepsHouse() {
        return over(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(KEEP_HOUSE);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        });
    }

    /** Half of the pool: callers need connections, too. */
    @Override
    public int hands() {
        return Math.max(1, settings.get().poolMax() / 2);
    }

    /** How many connections of the pool runs may use at once; the rest is for everybody else. */
    int connections() {
        return Math.max(1, settings.get().poolMax() * 3 / 4);
    }

    private Alive open() throws SQLException {
        DatabaseSettings login = settings.get();
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("ApplicationName", "hera-pod");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty("options", "-c statement_timeout=10000 -c tcp_user_timeout=5000");
        Connection connection = DriverManager.getConnection(login.jdbcUrl(), properties);
        try {
            while (true) {
                int pod = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
                if (locks(connection, pod)) {
                    return new Alive(connection, pod);
                }
            }
        } catch (SQLException failed) {
            connection.close();
            throw failed;
        }
    }

    private static boolean locks(Connection connection, int pod) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setInt(1, pod);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Ends the session, and with it this pod's life under its name. */
    @PreDestroy
    void lose() {
        Alive lost = alive;
        alive = null;
        if (lost != null) {
            try {
                lost.connection.close();
            } catch (SQLException gone) {
                LOG.debug("the session was gone already: {}", gone.getMessage());
            }
        }
    }
}
