package com.heraerp.rpc.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.rpc.application.port.FunctionRegistry;
import com.heraerp.rpc.domain.RpcFunction;
import jakarta.inject.Singleton;
import java.util.List;

/** Tells a caller which functions he may call. */
@Singleton
public final class ListFunctions {

    private final FunctionRegistry registry;

    public ListFunctions(FunctionRegistry registry) {
        this.registry = registry;
    }

    /**
     * A page of names.
     *
     * @param after the last name of the page before; empty for the first
     */
    public record Query(ActorContext actor, String after, int limit) {}

    /** The functions in order of their names; one more than the limit when there is a next page. */
    public List<RpcFunction> handle(Query query) {
        return registry.current().callableBy(query.actor()).stream()
                .filter(function -> function.name().compareTo(query.after()) > 0)
                .limit(query.limit() + 1L)
                .toList();
    }
}
