package com.heraerp.orchestration.application;

import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.BoundFunctions;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The procedures that this pod can run. */
@Singleton
public final class Handlers {

    private final Map<String, ProcedureHandler> byCode = new HashMap<>();

    private final BoundFunctions functions;

    /** Of these, and of no database function. */
    public Handlers(List<ProcedureHandler> handlers) {
        this(handlers, (function, invocation, scope) -> new Outcome.Failed(RunError.NO_HANDLER,
                "no database functions can be called here"));
    }

    /** @throws IllegalStateException when two handle the same smart code */
    @Inject
    public Handlers(List<ProcedureHandler> handlers, BoundFunctions functions) {
        this.functions = functions;
        for (ProcedureHandler handler : handlers) {
            ProcedureHandler other = byCode.putIfAbsent(Codes.folded(handler.smartCode()), handler);
            if (other != null) {
                throw new IllegalStateException(handler.smartCode() + " is handled by " + other.getClass().getName()
                        + " and by " + handler.getClass().getName());
            }
        }
    }

    /** What runs a procedure: its bean, or the database function that its specification names. */
    Optional<ProcedureHandler> find(String smartCode, @Nullable ProcedureSpec spec) {
        ProcedureHandler handler = byCode.get(Codes.folded(smartCode));
        String function = spec == null ? null : spec.rpc();
        return handler == null && function != null
                ? Optional.of(new Bound(smartCode, function))
                : Optional.ofNullable(handler);
    }

    private final class Bound implements ProcedureHandler {

        private final String smartCode;
        private final String function;

        Bound(String smartCode, String function) {
            this.smartCode = smartCode;
            this.function = function;
        }

        @Override
        public String smartCode() {
            return smartCode;
        }

        @Override
        public Outcome handle(Invocation invocation, TransactionScope scope) {
            return functions.call(function, invocation, scope);
        }
    }

    /** Folded smart codes, for {@code RunStore.claim}. */
    public Set<String> codes() {
        return Set.copyOf(byCode.keySet());
    }
}
