package com.heraerp.orchestration.application;

import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.domain.plan.Codes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The procedures that this pod can run. */
@Singleton
public final class Handlers {

    private final Map<String, ProcedureHandler> byCode = new HashMap<>();

    /** @throws IllegalStateException when two handle the same smart code */
    public Handlers(List<ProcedureHandler> handlers) {
        for (ProcedureHandler handler : handlers) {
            ProcedureHandler other = byCode.putIfAbsent(Codes.folded(handler.smartCode()), handler);
            if (other != null) {
                throw new IllegalStateException(handler.smartCode() + " is handled by " + other.getClass().getName()
                        + " and by " + handler.getClass().getName());
            }
        }
    }

    Optional<ProcedureHandler> find(String smartCode) {
        return Optional.ofNullable(byCode.get(Codes.folded(smartCode)));
    }

    /** Folded smart codes, for {@code RunStore.claim}. */
    public Set<String> codes() {
        return Set.copyOf(byCode.keySet());
    }
}
