package com.heraerp.orchestration.adapter.out.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The death of a process at one of its statements or commits, counted over all its connections: from there on it reaches the
 * database no more, and what was open is gone. Or the death of that connection alone.
 */
public final class Crash {

    private static final Set<String> STEPS = Set.of("executeQuery", "execute", "commit", "setSavepoint", "rollback");

    private final int at;
    private final boolean obeyed;
    private final boolean whole;
    private final AtomicInteger steps = new AtomicInteger();
    private final CountDownLatch crashed = new CountDownLatch(1);
    private volatile String where = "";
    private volatile boolean dead;

    private Crash(int at, boolean obeyed, boolean whole) {
        this.at = at;
        this.obeyed = obeyed;
        this.whole = whole;
    }

    /** None: how many steps there are is told by {@link #steps}. */
    public static Crash counting() {
        return new Crash(Integer.MAX_VALUE, false, true);
    }

    /** None, and nobody counts. */
    public static Crash never() {
        return new Crash(0, false, true);
    }

    /** Whether steps are counted: then there must always be as many. */
    boolean isCounted() {
        return at > 0;
    }

    /** @param obeyed whether the database does what it was told before the process dies */
    public static Crash at(int step, boolean obeyed) {
        return new Crash(step, obeyed, true);
    }

    /** As {@link #at}, of the connection alone: the process lives, and reaches the database by another one. */
    public static Crash ofConnectionAt(int step, boolean obeyed) {
        return new Crash(step, obeyed, false);
    }

    /** How many there were. */
    public int steps() {
        return steps.get();
    }

    /** What it died at. */
    public String where() {
        return where;
    }

    @Override
    public String toString() {
        return "at " + at + (obeyed ? " after: " : " before: ") + where;
    }

    public void awaitCrash() {
        try {
            if (!crashed.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("it never came to step " + at);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    DataSource over(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(Crash.class.getClassLoader(), new Class<?>[]{DataSource.class},
                (proxy, method, arguments) -> {
                    refuseTheDead();
                    Object result = invoke(source, method, arguments);
                    return result instanceof Connection connection ? over(connection) : result;
                });
    }

    private Connection over(Connection connection) {
        return (Connection) Proxy.newProxyInstance(Crash.class.getClassLoader(), new Class<?>[]{Connection.class},
                (proxy, method, arguments) -> {
                    Object result = step(connection, connection, method, arguments, method.getName());
                    return result instanceof PreparedStatement statement
                            ? over(connection, statement, String.valueOf(arguments[0]))
                            : result;
                });
    }

    private PreparedStatement over(Connection connection, PreparedStatement statement, String sql) {
        return (PreparedStatement) Proxy.newProxyInstance(Crash.class.getClassLoader(),
                new Class<?>[]{PreparedStatement.class},
                (proxy, method, arguments) -> step(connection, statement, method, arguments, sql));
    }

    private @Nullable Object step(Connection connection, Object target, Method method, Object @Nullable [] arguments,
            String what) throws Throwable {
        if (method.getName().equals("close")) {
            if (!dead) {
                return invoke(target, method, arguments);
            }
            // A broken connection must not go back into the pool, which the living share.
            connection.abort(Runnable::run);
            return null;
        }
        refuseTheDead();
        if (!STEPS.contains(method.getName()) || steps.incrementAndGet() != at) {
            return invoke(target, method, arguments);
        }
        dead = whole;
        where = what;
        if (obeyed) {
            invoke(target, method, arguments);
        }
        connection.abort(Runnable::run);
        crashed.countDown();
        throw gone();
    }

    private void refuseTheDead() throws SQLException {
        if (dead) {
            throw gone();
        }
    }

    private static SQLException gone() {
        return new SQLException("the process is dead", "08006");
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
