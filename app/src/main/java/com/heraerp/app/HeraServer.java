package com.heraerp.app;

import com.heraerp.app.config.Build;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.Home;
import com.heraerp.app.config.TokenKeys;
import com.heraerp.app.postgres.PreparedDatabase;
import com.heraerp.changes.api.Listeners;
import com.heraerp.kernel.StartRefused;
import com.heraerp.kernel.settings.TokenSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that serves: database, beans, HTTP. Starts once and stops once, in reverse order. Tests start the whole
 * application with it: {@code new HeraServer(HeraSettings.from(Map.of("PORT", "0", "HERA_HOME", …))).start()}.
 */
public final class HeraServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeraServer.class);

    /** How long listeners who take nothing any more may hold up the stop. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final HeraSettings settings;
    private final ListeningPorts ports;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private Optional<URI> url = Optional.empty();
    private Optional<TokenSettings> tokens = Optional.empty();

    /**
     * Prepares nothing yet.
     *
     * @throws StartRefused when the settings do not suffice to serve
     */
    public HeraServer(HeraSettings settings) {
        this(settings, ListeningPorts::tryOut);
    }

    HeraServer(HeraSettings settings, ListeningPorts.Probe probe) {
        this.settings = settings.fitToServe();
        this.ports = new ListeningPorts(this.settings, probe);
    }

    /**
     * Starts and returns when HTTP answers.
     *
     * @return this
     * @throws StartRefused when something that the operator can mend is in the way; what had started is stopped
     */
    public HeraServer start() {
        long begin = System.nanoTime();
        lifecycle.lock();
        try {
            serve();
            LOG.info("HERA {} answers at {} after {} ms", Build.current().version(), url(),
                    (System.nanoTime() - begin) / 1_000_000);
            return this;
        } catch (RuntimeException failure) {
            close();
            throw refusalIn(failure);
        } finally {
            lifecycle.unlock();
        }
    }

    private void serve() {
        int chosen = ports.choose();
        try {
            serve(chosen);
        } catch (ServerStartupException failure) {
            IOException refused = refusedPort(failure);
            if (refused == null || chosen == ListeningPorts.ANY) {
                throw failure;
            }
            if (!ports.mayMove()) {
                throw ports.taken(chosen, refused);
            }
            LOG.info("Port {} was taken after it had been found free, another one is chosen", chosen);
            close();
            serve(ListeningPorts.ANY);
        }
    }

    /**
     * Why the port cannot be listened on, which the JDK's own sockets and Linux' say by different exceptions; null for another
     * failure.
     */
    private static @Nullable IOException refusedPort(ServerStartupException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException refused) {
                return refused;
            }
        }
        return null;
    }

    private void serve(int port) {
        TokenSettings tokenSettings = TokenKeys.of(settings);
        tokens = Optional.of(tokenSettings);
        PreparedDatabase database = started(PreparedDatabase.of(settings));
        ApplicationContext context = started(
                Beans.of(settings, database.settings(), tokenSettings, ports.properties(port)));
        context.start();
        started(() -> dismissListeners(context));
        NettyEmbeddedServer http = context.getBean(NettyEmbeddedServer.class);
        http.start();
        url = Optional.of(ports.address(http.getURI(), http.getBoundPorts(), port));
        if (settings.database().embedded()) {
            started(Home.at(settings.home()).announce(url()));
        }
    }

    /** Where HTTP answers, for a caller on this machine. */
    public URI url() {
        return url.orElseThrow(() -> new IllegalStateException("the server has not started"));
    }

    /** What it was started with. */
    public HeraSettings settings() {
        return settings;
    }

    /** The token keys in use, a generated one included. */
    public TokenSettings tokens() {
        return tokens.orElseThrow(() -> new IllegalStateException("the server has not started"));
    }

    /** Stops what runs, HTTP first, PostgreSQL last. A second call does nothing; one during the start waits for it. */
    @Override
    public void close() {
        lifecycle.lock();
        try {
            while (!running.isEmpty()) {
                stop(running.pop());
            }
        } finally {
            lifecycle.unlock();
        }
    }

    private <T extends AutoCloseable> T started(T part) {
        running.push(part);
        return part;
    }

    private static void stop(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failure) {
            // The next part must be stopped all the same
            LOG.error("{} did not stop in order", part.getClass().getSimpleName(), failure);
        }
    }

    /** Before anything else stops: the framework cuts WebSockets as soon as it begins to. */
    private static void dismissListeners(ApplicationContext context) throws InterruptedException, ExecutionException {
        if (!context.isRunning()) {
            // The framework stops them itself when it cannot start HTTP.
            return;
        }
        try {
            context.getBean(Listeners.class).dismiss().toCompletableFuture().get(
                    FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            LOG.warn("not every listener could be told to connect elsewhere");
        }
    }

    /** A refusal from inside a bean arrives wrapped by the container. */
    private static RuntimeException refusalIn(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused refused) {
                return refused;
            }
        }
        return failure;
    }
}
