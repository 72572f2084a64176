package com.heraerp.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL, started at first use and gone with the JVM, and the templates that tests are cut from. Test classes that run at
 * the same time have one each: what is sealed, kept or fed depends on the oldest transaction of the whole server, and roles are
 * the same in all its databases.
 */
final class TestServer {

    static final String SUPERUSER = "postgres";
    private static final Map<Integer, TestServer> OF_WORKERS = new ConcurrentHashMap<>();

    private final EmbeddedPostgres postgres;
    private final Set<String> templates = ConcurrentHashMap.newKeySet();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Set<String> executed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger databases = new AtomicInteger();

    private TestServer() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("jit", "off")
                    // A vacuum at the wrong moment holds a template, and moves plans and counters
                    .setServerConfig("autovacuum", "off")
                    // FunctionCoverageIT asks what the tests have executed
                    .setServerConfig("track_functions", "all")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The one of the test class that this thread runs; threads that a test starts itself share the first. */
    static TestServer get() {
        int worker = Thread.currentThread() instanceof ForkJoinWorkerThread thread
                && thread.getPool() != ForkJoinPool.commonPool() ? thread.getPoolIndex() : 0;
        return OF_WORKERS.computeIfAbsent(worker, first -> new TestServer());
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + database;
    }

    /** A new database with nothing in it. */
    String empty() {
        return cutFrom("template1");
    }

    /** A new database with all migrations done. */
    String migrated() {
        return cutFrom(template("hera_template"));
    }

    /** A new database with all migrations done and the demo organizations in it. */
    String withDemoData() {
        return cutFrom(template("hera_demo_template"));
    }

    /** Every function of schemas {@code rpc} and {@code hera} that a test has executed up to now, by its qualified name. */
    static Set<String> executedFunctions() {
        Set<String> names = new TreeSet<>();
        for (TestServer server : OF_WORKERS.values()) {
            server.open.forEach(server::noteExecuted);
            names.addAll(server.executed);
        }
        return names;
    }

    /** What is executed in this database does not count: it is called to be refused. */
    void doesNotCount(String database) {
        open.remove(database);
    }

    /** How many databases tests have had. */
    static int databasesCut() {
        return OF_WORKERS.values().stream().mapToInt(server -> server.databases.get()).sum();
    }

    /** Sessions report what they executed when they end, so they are ended first. */
    private void noteExecuted(String database) {
        execute(SUPERUSER, "select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '" + database
                + "'");
        try (Connection connection = postgres.getDatabase(SUPERUSER, database).getConnection();
                Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("select schemaname || '.' || funcname"
                        + " from pg_stat_user_functions where schemaname in ('rpc', 'hera')")) {
            while (names.next()) {
                executed.add(names.getString(1));
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void drop(String database) {
        if (open.remove(database)) {
            noteExecuted(database);
        }
        execute(SUPERUSER, "drop database if exists " + database + " with (force)");
    }

    private synchronized String template(String name) {
        if (!templates.contains(name)) {
            if (name.equals("hera_template")) {
                execute(SUPERUSER, "create database hera_template");
                Migrations.over(jdbcUrl(name), SUPERUSER, "").run();
            } else {
                execute(SUPERUSER, "create database " + name + " template " + template("hera_template"));
                prepare(name);
                DemoData.over(new TestPool(jdbcUrl(name), SUPERUSER)).load();
                execute(SUPERUSER,
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            }
            templates.add(name);
        }
        return name;
    }

    private String cutFrom(String template) {
        String database = "test_" + databases.incrementAndGet();
        execute(SUPERUSER, "create database " + database + " template " + template + " strategy file_copy");
        open.add(database);
        if (!template.equals("template1")) {
            prepare(database);
        }
        return database;
    }

    /** Rights on a database and its settings are not part of what a template hands down. */
    private void prepare(String database) {
        execute(database, SqlFiles.read("bootstrap/database.sql"));
    }

    private void execute(String database, String sql) {
        try (Connection connection = postgres.getDatabase(SUPERUSER, database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
