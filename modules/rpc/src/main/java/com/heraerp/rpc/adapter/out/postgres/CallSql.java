package com.heraerp.rpc.adapter.out.postgres;

import com.heraerp.kernel.postgres.Database;
import com.heraerp.rpc.domain.Argument;
import com.heraerp.rpc.domain.BoundArgument;
import com.heraerp.rpc.domain.RpcFunction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The SQL text that calls a function. Every form answers one text: how many rows are answered, a
 * slash, how many the set has, a comma, the JSON. Names come
 * from the catalog only, values are parameters. Texts are kept, so that the driver finds its prepared statement.
 */
final class CallSql {

    private static final int MOST_KEPT = 4_000;

    private final Map<Form, String> kept = new ConcurrentHashMap<>();

    /** How a call is wrapped. */
    enum Wrapping {
        /** One statement that turns its transaction read-only before the function runs. */
        READING,
        /** One statement that also tells the outcome for the caller's key. */
        WRITING,
        /** A statement within a transaction. */
        BARE,
        /** As {@link #BARE}, with the JSON as jsonb writes it, so that a stored answer is the same bytes. */
        CANONICAL
    }

    private record Form(RpcFunction function, List<Argument> given, boolean window, Wrapping wrapping) {}

    /** The text for these arguments; a window adds two parameters, limit and offset, after them. */
    String of(RpcFunction function, List<BoundArgument> arguments, boolean window, Wrapping wrapping) {
        if (kept.size() > MOST_KEPT) {
            kept.clear();
        }
        List<Argument> given = arguments.stream().map(BoundArgument::argument).toList();
        return kept.computeIfAbsent(new Form(function, given, window, wrapping), CallSql::text);
    }

    private static String text(Form form) {
        String answer = answer(form);
        return switch (form.wrapping) {
            case READING -> Database.reading(
                    "case when set_config('transaction_read_only', 'on', true) = 'on' then " + answer + " end");
            case WRITING -> Database.writingAnything(answer);
            case BARE, CANONICAL -> "select " + answer;
        };
    }

    private static String answer(Form form) {
        String call = call(form.function, form.given);
        String canonical = form.wrapping == Wrapping.CANONICAL ? "::jsonb::text" : "::text";
        String rows = "coalesce(json_agg(hera_row)" + canonical + ", '[]')";
        return switch (form.function.shape()) {
            case VOID -> "(select '1/1,null' from " + call + " hera_row)";
            case JSON -> "'1/1,' || coalesce((" + call + ")" + canonical + ", 'null')";
            case VALUE ->
                "(select '1/1,' || coalesce(to_json(hera_row)" + canonical + ", 'null') from " + call + " hera_row)";
            case SET -> form.window
                    ? "(with hera_all as materialized (select * from " + call + " hera_row),"
                            + " hera_page as (select * from hera_all limit ? offset ?)"
                            + " select count(*) || '/' || (select count(*) from hera_all) || ',' || " + rows
                            + " from hera_page hera_row)"
                    : "(select count(*) || '/' || count(*) || ',' || " + rows + " from " + call + " hera_row)";
        };
    }

    private static String call(RpcFunction function, List<Argument> given) {
        return given.stream()
                .map(argument -> quoted(argument.name()) + " => ?::" + argument.type().sqlName())
                .collect(Collectors.joining(", ", "rpc." + quoted(function.name()) + "(", ")"));
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
