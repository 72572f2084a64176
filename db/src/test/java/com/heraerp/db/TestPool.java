package com.heraerp.db;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Logger;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Keeps connections that were given back and hands them out again; unbounded, so that it never is what a test waits for. */
final class TestPool implements DataSource, AutoCloseable {

    private final PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    private final ConcurrentLinkedDeque<PooledConnection> idle = new ConcurrentLinkedDeque<>();

    TestPool(String jdbcUrl, String user) {
        source.setUrl(jdbcUrl);
        source.setUser(user);
        source.setPrepareThreshold(1);
        source.setApplicationName("hera-test");
    }

    @Override
    public Connection getConnection() throws SQLException {
        for (PooledConnection pooled = idle.pollFirst(); pooled != null; pooled = idle.pollFirst()) {
            try {
                return pooled.getConnection();
            } catch (SQLException ended) {
                // The server ended it while it lay here: the next one.
            }
        }
        return open().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is fixed");
    }

    @Override
    public void close() throws SQLException {
        for (PooledConnection pooled = idle.pollFirst(); pooled != null; pooled = idle.pollFirst()) {
            pooled.close();
        }
    }

    private PooledConnection open() throws SQLException {
        PooledConnection pooled = source.getPooledConnection();
        pooled.addConnectionEventListener(new ConnectionEventListener() {
            @Override
            public void connectionClosed(ConnectionEvent event) {
                idle.offerFirst(pooled);
            }

            @Override
            public void connectionErrorOccurred(ConnectionEvent event) {
                idle.remove(pooled);
            }
        });
        return pooled;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("pgjdbc logs for itself");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
