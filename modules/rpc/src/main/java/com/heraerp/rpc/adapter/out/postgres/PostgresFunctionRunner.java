package com.heraerp.rpc.adapter.out.postgres;

import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.rpc.adapter.out.postgres.CallSql.Wrapping;
import com.heraerp.rpc.application.port.FunctionRunner;
import com.heraerp.rpc.domain.BoundArgument;
import com.heraerp.rpc.domain.CallMode;
import com.heraerp.rpc.domain.FunctionResult;
import com.heraerp.rpc.domain.ResultShape;
import com.heraerp.rpc.domain.RpcFunction;
import com.heraerp.rpc.domain.Volatility;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs functions of schema {@code rpc}, in one round trip wherever one statement can say it. */
@Singleton
final class PostgresFunctionRunner implements FunctionRunner {

    private static final String REPLAY = "select (answer ->> 'rows') || ',' || (answer -> 'result')::text from hera.idempotent_replay() answer";
    private static final String STORE = "select hera.idempotent_store(?, jsonb_build_object('rows', ?::text, 'result', ?::jsonb))";

    private final Database database;
    private final CallSql sql = new CallSql();

    PostgresFunctionRunner(Database database) {
        this.database = database;
    }

    @Override
    public FunctionResult run(RpcFunction function, List<BoundArgument> arguments, CallMode mode, Scope scope) {
        boolean window = function.shape() == ResultShape.SET && mode.isWindow();
        One call = new One(function, arguments, mode, window);
        if (function.volatility() == Volatility.IMMUTABLE) {
            // Planning already computes it, before any setting of the same statement: the transaction must be read-only.
            return database.inTransaction(scope, true, transaction -> ask(transaction, call, Wrapping.BARE));
        }
        if (function.volatility() == Volatility.STABLE) {
            return call.wanted(parsed(database.read(scope, text(call, Wrapping.READING), call::set), false));
        }
        if (mode.keyed() && !function.comment().idempotent()) {
            return database.inTransaction(scope, false, transaction -> onlyOnce(transaction, call));
        }
        if (mode.exactlyOne() && function.shape() == ResultShape.SET) {
            // Another number of rows than one is refused, and a refusal leaves nothing behind.
            return database.inTransaction(scope, false, transaction -> ask(transaction, call, Wrapping.BARE));
        }
        Outcome outcome = database.write(scope, text(call, Wrapping.WRITING), call::set);
        return parsed(outcome.json(), outcome.replayed(), outcome.durationMillis());
    }

    /** One call on its way. */
    private record One(RpcFunction function, List<BoundArgument> arguments, CallMode mode, boolean window) {

        void set(PreparedStatement statement, int first) throws SQLException {
            int index = first;
            for (BoundArgument argument : arguments) {
                // Untyped, so that PostgreSQL reads the text as the argument's type and not as varchar first.
                statement.setObject(index++, argument.value(), Types.OTHER);
            }
            if (window) {
                statement.setLong(index++, mode.limit());
                statement.setLong(index, mode.offset());
            }
        }

        FunctionResult wanted(FunctionResult result) {
            return mode.exactlyOne() && function.shape() == ResultShape.SET ? result.only() : result;
        }
    }

    private String text(One call, Wrapping wrapping) {
        return sql.of(call.function, call.arguments, call.window, wrapping);
    }

    private FunctionResult ask(Transaction transaction, One call, Wrapping wrapping) throws SQLException {
        return call.wanted(parsed(transaction.call(text(call, wrapping), call::set), false));
    }

    /** For a function that knows nothing of keys: look up, work, keep the answer, all in its transaction. */
    private FunctionResult onlyOnce(Transaction transaction, One call) throws SQLException {
        byte[] stored = transaction.call(REPLAY, (statement, first) -> {});
        if (stored != null) {
            return call.wanted(parsed(stored, true));
        }
        FunctionResult result = parsed(transaction.call(text(call, Wrapping.CANONICAL), call::set), false);
        FunctionResult wanted = call.wanted(result);
        transaction.call(STORE, (statement, first) -> {
            statement.setString(first, call.function.name());
            statement.setString(first + 1, result.rows() + "/" + result.total());
            statement.setObject(first + 2, new String(result.json(), StandardCharsets.UTF_8), Types.OTHER);
        });
        return wanted;
    }

    private static FunctionResult parsed(byte @Nullable [] answer, boolean replayed) {
        return parsed(answer, replayed, -1);
    }

    private static FunctionResult parsed(byte @Nullable [] answer, boolean replayed, double storedMillis) {
        if (answer == null) {
            throw new IllegalStateException("a call answers its number of rows whatever the function gives");
        }
        int slash = indexOf('/', answer, 0);
        int comma = indexOf(',', answer, slash);
        byte[] json = Arrays.copyOfRange(answer, comma + 1, answer.length);
        return new FunctionResult(json, number(answer, 0, slash), number(answer, slash + 1, comma), replayed,
                storedMillis);
    }

    private static int indexOf(char sought, byte[] answer, int from) {
        int at = from;
        while (answer[at] != sought) {
            at++;
        }
        return at;
    }

    private static long number(byte[] digits, int from, int to) {
        return Long.parseLong(new String(digits, from, to - from, StandardCharsets.US_ASCII));
    }
}
