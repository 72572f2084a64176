package com.heraerp.rpc.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.rpc.domain.GivenArguments;
import com.heraerp.rpc.domain.RpcFunction;
import jakarta.inject.Singleton;
import java.util.Map;

/** The rules that a function's payload must pass before the function is asked: the same as on the REST routes (D7). */
@Singleton
public final class PayloadRules {

    /** One function's rules. */
    @FunctionalInterface
    interface Rule {

        /** Passes or throws the whole report. */
        void check(GivenArguments arguments, ActorContext actor);
    }

    private final Map<String, Rule> rules = Map.of();

    /**
     * Checks the payload of a function that has rules.
     *
     * @throws Refused with every violation at once
     */
    void check(RpcFunction function, GivenArguments arguments, ActorContext actor) {
        Rule rule = rules.get(function.name());
        if (rule != null) {
            rule.check(arguments, actor);
        }
    }
}
