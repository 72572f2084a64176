package com.heraerp.benchmarks.engine;

import com.heraerp.db.DemoData;
import com.heraerp.db.Migrations;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of the measurement's own, as durable as one that serves, with HERA's schema and a table for the steps' rows. */
final class BenchServer implements AutoCloseable {

    static final int STEPS = 4;

    /** What a step does; it answers a row, so that every caller can send it as a query. */
    static final String EFFECT = "insert into bench.effects (run, step) values (?, ?) returning step";

    private static final String DATABASE = "hera";
    private static final String SUPERUSER = "postgres";

    private final EmbeddedPostgres postgres;
    private final Path data;
    private final HikariDataSource observer;

    BenchServer() throws IOException {
        data = Files.createTempDirectory("hera-engine").resolve("data");
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("jit", "off")
                // What it does for one contender would be charged to the other.
                .setServerConfig("autovacuum", "off")
                .start();
        execute(SUPERUSER, "create database " + DATABASE);
        Migrations.over(url(DATABASE), SUPERUSER, "").run();
        observer = pool(SUPERUSER, 2);
        DemoData.over(observer).load();
        execute(DATABASE, """
                create schema bench;
                create table bench.effects (id bigint generated always as identity primary key, run text not null, step integer not null);
                grant usage on schema bench to hera_app;
                grant insert, select on bench.effects to hera_app""");
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    String url() {
        return url(DATABASE);
    }

    /** Connections as the application makes them. */
    HikariDataSource pool(String user, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setUsername(user);
        config.setMinimumIdle(size);
        config.setMaximumPoolSize(size);
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("preparedStatementCacheQueries", "512");
        return new HikariDataSource(config);
    }

    /** A number that a query of the superuser finds. */
    double number(String sql) {
        try (Connection connection = observer.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Lets {@code many} sessions of {@code pool} report what they have done, which they otherwise do when they have time. */
    void flush(HikariDataSource pool, int many) {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < many; i++) {
                all.add(pool.getConnection());
            }
            for (Connection connection : all) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("select pg_stat_force_next_flush()");
                }
            }
            for (Connection connection : all) {
                connection.close();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void execute(String database, String sql) {
        try (Connection connection = postgres.getDatabase(SUPERUSER, database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    void checkpoint() {
        execute(DATABASE, "checkpoint");
    }

    Path data() {
        return data;
    }

    static String text(String name) {
        try (InputStream stream = BenchServer.class.getResourceAsStream("/engine/" + name)) {
            if (stream == null) {
                throw new IOException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        observer.close();
        postgres.close();
    }
}
