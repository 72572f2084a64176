package com.heraerp.benchmarks.engine;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.txstep.JdbcStepFactory;
import dev.dbos.transact.workflow.Workflow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * DBOS Java in one database with its steps' rows. Its transactional steps commit a row and the record of its step together, which is
 * what HERA promises; its plain steps record afterwards, and may do something twice.
 */
final class DbosContender implements Contender {

    private final String name;
    private final Steps workflow;

    private DbosContender(String name, Steps workflow) {
        this.name = name;
        this.workflow = workflow;
    }

    /** A workflow of DBOS. */
    interface Steps {
        String run(long number);
    }

    /** The library over its pool, with both workflows. */
    record Library(DBOS dbos, DbosContender transactional, DbosContender plain) implements AutoCloseable {

        @Override
        public void close() {
            dbos.close();
        }
    }

    static Library library(HikariDataSource pool) {
        DBOS dbos = new DBOS(DBOSConfig.defaults("bench").withDataSource(pool).withAppVersion("1"));
        JdbcStepFactory factory = new JdbcStepFactory(dbos, pool);
        Steps transactional = dbos.registerProxy(Steps.class, new Transactional(factory), "transactional");
        Steps plain = dbos.registerProxy(Steps.class, new Plain(dbos, pool), "plain");
        dbos.launch();
        return new Library(dbos, new DbosContender("DBOS, transactional steps", transactional),
                new DbosContender("DBOS, plain steps", plain));
    }

    /** Public, because the library looks for workflows among public methods. */
    public static final class Transactional implements Steps {

        private final JdbcStepFactory factory;

        Transactional(JdbcStepFactory factory) {
            this.factory = factory;
        }

        @Override
        @Workflow(name = "transactional")
        public String run(long number) {
            String run = UUID.randomUUID().toString();
            for (int step = 0; step < BenchServer.STEPS; step++) {
                int each = step;
                try {
                    factory.txStep(connection -> {
                        return write(connection, run, each);
                    }, "step" + step);
                } catch (SQLException failed) {
                    throw new IllegalStateException(failed);
                }
            }
            return run;
        }
    }

    /** As {@link Transactional}. */
    public static final class Plain implements Steps {

        private final DBOS dbos;
        private final HikariDataSource pool;

        Plain(DBOS dbos, HikariDataSource pool) {
            this.dbos = dbos;
            this.pool = pool;
        }

        @Override
        @Workflow(name = "plain")
        public String run(long number) {
            String run = UUID.randomUUID().toString();
            for (int step = 0; step < BenchServer.STEPS; step++) {
                int each = step;
                try {
                    dbos.runStep(() -> {
                        try (Connection connection = pool.getConnection()) {
                            return write(connection, run, each);
                        }
                    }, "step" + step);
                } catch (SQLException failed) {
                    throw new IllegalStateException(failed);
                }
            }
            return run;
        }
    }

    private static int write(Connection connection, String run, int step) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BenchServer.EFFECT)) {
            statement.setString(1, run);
            statement.setInt(2, step);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(long number) {
        workflow.run(number);
    }
}
