package com.heraerp.app.postgres;

import com.heraerp.kernel.StartRefused;
import com.heraerp.kernel.settings.DatabaseSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The one connection pool of the process. */
@Factory
class DataSources {

    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;
    private static final long IDLE_TIMEOUT_MILLIS = 30_000;

    @Context
    @Requires(beans = DatabaseSettings.class)
    @Bean(preDestroy = "close", typed = DataSource.class)
    HikariDataSource pool(DatabaseSettings settings) {
        HikariDataSource pool = open(settings);
        try {
            LoginGuard.check(pool);
            return pool;
        } catch (SQLException failure) {
            pool.close();
            throw new StartRefused("The database cannot be asked who we are: " + failure.getMessage(), failure);
        } catch (StartRefused refused) {
            pool.close();
            throw refused;
        }
    }

    private static HikariDataSource open(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("hera");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMinimumIdle(settings.poolMin());
        config.setMaximumPoolSize(settings.poolMax());
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
        config.addDataSourceProperty("ApplicationName", "hera");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // Statements are few and repeat: prepared on the server at first use, all of them kept
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        config.addDataSourceProperty("options", "-c statement_timeout=" + settings.statementTimeout().toMillis()
                + " -c max_parallel_workers_per_gather=0");
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new StartRefused("DATABASE_URL cannot be connected to (" + settings.jdbcUrl() + " as "
                    + settings.user() + "): " + cause.getMessage(), failure);
        }
    }
}
