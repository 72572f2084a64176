package com.heraerp.rpc.domain;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function that may be called.
 *
 * @param id PostgreSQL's identifier of it; a function dropped and created again has another
 * @param returns the result's type as SQL text, such as {@code SETOF integer}
 * @param comment what its COMMENT says and demands
 */
public record RpcFunction(
        long id,
        String name,
        List<Argument> arguments,
        ResultShape shape,
        String returns,
        Volatility volatility,
        FunctionComment comment) {

    public RpcFunction {
        arguments = List.copyOf(arguments);
    }

    /** Name and declared arguments, for a caller who got them wrong. */
    public String signature() {
        return arguments.stream().map(Argument::declaration).collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** The position of the argument that a caller means by {@code given}, with or without {@code p_}; -1 for none. */
    int positionOf(String given) {
        int exact = exactly(given);
        if (exact >= 0) {
            return exact;
        }
        return exactly(given.startsWith("p_") ? given.substring(2) : "p_" + given);
    }

    private int exactly(String wanted) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).name().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** The argument of this very name, or null. */
    public @Nullable Argument argument(String wanted) {
        int position = exactly(wanted);
        return position < 0 ? null : arguments.get(position);
    }
}
