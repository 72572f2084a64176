package com.heraerp.rpc.domain;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions that exist for callers at one moment, by name. */
public final class FunctionCatalog {

    private static final int SHOWN_OF_A_NAME = 100;

    private final SortedMap<String, RpcFunction> functions = new TreeMap<>();

    public FunctionCatalog(Collection<RpcFunction> functions) {
        functions.forEach(function -> this.functions.put(function.name(), function));
    }

    /** The function of this name, or null. */
    public @Nullable RpcFunction find(String name) {
        return functions.get(name);
    }

    /** The functions of which the actor may make at least some call, by name. */
    public List<RpcFunction> callableBy(ActorContext actor) {
        return functions.values().stream()
                .filter(function -> ActionRoles.least(function).admits(actor))
                .toList();
    }

    /** The one answer for every name that is not here, whether it exists in the database or not. */
    public Refused notFound(String name, ActorContext actor) {
        String shown = name.length() <= SHOWN_OF_A_NAME ? name : name.substring(0, SHOWN_OF_A_NAME) + "…";
        List<String> near = NearNames.of(name, callableBy(actor).stream().map(RpcFunction::name).toList());
        return Refused.because(
                Refusal.FUNCTION_NOT_FOUND, "Could not find function " + shown + " in the schema cache")
                .withCode("PGRST202")
                .withHint(near.isEmpty()
                        ? null
                        : near.stream()
                                .collect(Collectors.joining(", ", "Perhaps you meant to call ", "")));
    }
}
