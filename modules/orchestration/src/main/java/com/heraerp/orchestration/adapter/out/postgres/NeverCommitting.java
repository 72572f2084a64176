package com.heraerp.orchestration.adapter.out.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections on which nothing can be committed: {@code commit} throws, whatever would commit on the way rolls back first, and a
 * statement that begins with a word that ends transactions is not sent.
 */
final class NeverCommitting {

    private static final String REFUSED = "25000";
    private static final Set<String> ENDING = Set.of("commit", "end", "prepare", "rollback", "abort", "begin", "start");

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private NeverCommitting() {}

    static DataSource over(DataSource source) {
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = invoke(source, method, arguments);
            return result instanceof Connection connection ? over(connection) : result;
        });
    }

    static Connection over(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            switch (method.getName()) {
                case "commit" -> throw new SQLException("what is rehearsed is never committed", REFUSED);
                case "setAutoCommit", "close" -> rollBack(connection);
                case "prepareStatement", "prepareCall", "nativeSQL" -> refuseEnding(String.valueOf(arguments[0]));
                case "createStatement", "unwrap" ->
                    throw new SQLException("only prepared statements are rehearsed", REFUSED);
                default -> {
                    // Commits nothing.
                }
            }
            return invoke(connection, method, arguments);
        });
    }

    /** To set autocommit commits what is open. */
    private static void rollBack(Connection connection) throws SQLException {
        if (!connection.isClosed() && !connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    private static void refuseEnding(String sql) throws SQLException {
        String words = LITERAL.matcher(sql).replaceAll("").strip();
        String first = words.split("\\W+", 2)[0].toLowerCase(Locale.ROOT);
        if (first.isEmpty() || ENDING.contains(first) || words.contains(";")) {
            throw new SQLException("this statement is not rehearsed: " + sql, REFUSED);
        }
    }

    @FunctionalInterface
    private interface Call {
        @Nullable
        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        Object[] none = {};
        return type.cast(Proxy.newProxyInstance(NeverCommitting.class.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> call.of(method, arguments == null ? none : arguments)));
    }

    private static @Nullable Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause() == null ? thrown : thrown.getCause();
        }
    }
}
