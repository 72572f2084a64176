package com.heraerp.rpc.adapter.out.postgres;

import com.heraerp.rpc.domain.Argument;
import com.heraerp.rpc.domain.RpcFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A function as {@code pg_proc} has it, with what makes it unfit to be called.
 *
 * @param overloaded whether another function of the schema has the same name
 * @param runsAsOwner whether it is SECURITY DEFINER
 * @param pathPinned whether it sets its own search_path
 * @param forEveryone whether PUBLIC may execute it
 * @param answerUnknown whether it returns {@code record} without saying which columns
 */
record CatalogRow(
        RpcFunction function,
        boolean overloaded,
        boolean runsAsOwner,
        boolean pathPinned,
        boolean forEveryone,
        boolean answerUnknown) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Whether it comes with HERA: the prefix is ours. */
    boolean isOurs() {
        return function.name().startsWith("hera_");
    }

    /** Whether it can be called by name and safely; what EXECUTE for PUBLIC alone does not spoil. */
    boolean isFit() {
        return defects().isEmpty() || defects().equals(List.of(FOR_EVERYONE));
    }

    private static final String FOR_EVERYONE = "EXECUTE is granted to PUBLIC";

    /** What is wrong with it, for the log. */
    List<String> defects() {
        List<String> defects = new ArrayList<>();
        if (overloaded) {
            defects.add("another function has the same name, so that a call by name is ambiguous");
        }
        if (runsAsOwner && !pathPinned) {
            defects.add("SECURITY DEFINER without SET search_path");
        }
        if (forEveryone) {
            defects.add(FOR_EVERYONE);
        }
        if (answerUnknown) {
            defects.add("it returns a record without column names");
        }
        if (!PLAIN.matcher(function.name()).matches()
                || !function.arguments().stream().map(Argument::name).allMatch(PLAIN.asMatchPredicate())) {
            defects.add("its name or an argument's is missing or not a plain identifier");
        }
        return defects;
    }
}
