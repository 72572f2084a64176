package com.heraerp.rpc.adapter.out.postgres;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.StartRefused;
import com.heraerp.rpc.application.port.FunctionRegistry;
import com.heraerp.rpc.domain.FunctionCatalog;
import com.heraerp.rpc.domain.RpcFunction;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog in memory, compared with the database twice a second by a cheap fingerprint. It is read before the
 * application serves, and refuses the start when a function that comes with HERA is unfit.
 */
@Context
final class PostgresFunctionRegistry implements FunctionRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresFunctionRegistry.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(100).toNanos();

    private final DataSource dataSource;
    private final ReentrantLock looking = new ReentrantLock();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile FunctionCatalog catalog = new FunctionCatalog(List.of());
    private @Nullable String fingerprint;
    private long lookedAt;
    private boolean unreachable;
    private @Nullable Thread watcher;

    PostgresFunctionRegistry(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Reads the catalog; a database that cannot be reached is asked again, since its connections decide about the start.
     *
     * @throws StartRefused when a function that comes with HERA is unfit
     */
    @PostConstruct
    void start() {
        lookOrKeep(true);
        watcher = Thread.ofVirtual().name("rpc-catalog").start(this::watch);
    }

    /** A look under way ends first: interrupted, it would break its connection, and the pool would complain of it. */
    @PreDestroy
    void stop() {
        stopping.countDown();
        try {
            if (watcher != null && !watcher.join(LONGEST_LOOK)) {
                LOG.warn("the functions of schema rpc are still being read");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public FunctionCatalog current() {
        return catalog;
    }

    @Override
    public FunctionCatalog reread() {
        looking.lock();
        try {
            if (System.nanoTime() - lookedAt >= BETWEEN_LOOKS_NANOS) {
                lookOrKeep(false);
            }
            if (fingerprint == null) {
                throw Refused.because(Refusal.DATABASE_UNAVAILABLE, "The database cannot be reached just now")
                        .retryable();
            }
            return catalog;
        } finally {
            looking.unlock();
        }
    }

    private void watch() {
        try {
            while (!stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                looking.lock();
                try {
                    lookOrKeep(false);
                } finally {
                    looking.unlock();
                }
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /** While the database cannot be reached, what was known last goes on to hold. */
    private void lookOrKeep(boolean starting) {
        try {
            look(starting);
            unreachable = false;
        } catch (SQLException failed) {
            if (!unreachable) {
                LOG.warn("the functions of schema rpc cannot be read just now: {}", failed.getMessage());
            }
            unreachable = true;
        }
    }

    private void look(boolean starting) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            // Taken before the functions are read: a change in between is seen at the next look.
            String found = CatalogQuery.fingerprint(connection);
            if (!found.equals(fingerprint)) {
                accept(CatalogQuery.functions(connection), starting);
                fingerprint = found;
            }
        } finally {
            lookedAt = System.nanoTime();
        }
    }

    private void accept(List<CatalogRow> rows, boolean starting) {
        List<CatalogRow> defective = rows.stream().filter(row -> !row.defects().isEmpty()).toList();
        List<CatalogRow> ours = defective.stream().filter(CatalogRow::isOurs).toList();
        if (starting && !ours.isEmpty()) {
            throw new StartRefused("the functions of schema rpc are not fit to be called: " + ours.stream()
                    .map(row -> row.function().signature() + ": " + String.join(", ", row.defects()))
                    .collect(Collectors.joining("; ")));
        }
        for (CatalogRow row : defective) {
            LOG.warn("rpc.{} {}: {}", row.function().signature(),
                    row.isFit() ? "is offered although" : "is not offered", String.join(", ", row.defects()));
        }
        List<RpcFunction> fit = new ArrayList<>();
        rows.stream().filter(CatalogRow::isFit).map(CatalogRow::function).forEach(fit::add);
        catalog = new FunctionCatalog(fit);
        LOG.info("{} functions of schema rpc can be called", fit.size());
    }
}
