package com.heraerp.app.health;

import com.heraerp.kernel.json.JsonObject;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import jakarta.inject.Singleton;
import java.util.Optional;
import javax.sql.DataSource;

/** The connection pool's figures. */
@Singleton
final class Pool {

    private final Optional<HikariDataSource> pool;

    Pool(DataSource dataSource) {
        pool = dataSource instanceof HikariDataSource hikari ? Optional.of(hikari) : Optional.empty();
    }

    /** {@code active}, {@code idle}, {@code total}, {@code waiting} (threads) and {@code max}; empty without a pool. */
    JsonObject figures() {
        return pool.map(Pool::figures).orElse(JsonObject.EMPTY);
    }

    private static JsonObject figures(HikariDataSource source) {
        HikariPoolMXBean now = source.getHikariPoolMXBean();
        JsonObject.Builder json = JsonObject.builder();
        if (now != null) {
            json.put("active", now.getActiveConnections())
                    .put("idle", now.getIdleConnections())
                    .put("total", now.getTotalConnections())
                    .put("waiting", now.getThreadsAwaitingConnection());
        }
        return json.put("max", source.getMaximumPoolSize()).build();
    }
}
