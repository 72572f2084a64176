package com.heraerp.orchestration.domain.plan;

import com.heraerp.orchestration.domain.spec.ErrorAction;
import com.heraerp.orchestration.domain.spec.InDoubtRule;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A procedure as a plan pins it: what the engine must know of it, and the checksum of the rest.
 *
 * @param smartCode as registered
 * @param version of its registration
 * @param sha checksum of its specification
 * @param verifiedBy smart code of the procedure that tells whether a call in doubt happened
 * @param errors what to do about the errors it declares
 */
public record PlanProcedure(
        String smartCode,
        int version,
        String sha,
        ProcedureKind kind,
        boolean idempotent,
        InDoubtRule onInDoubt,
        @Nullable String verifiedBy,
        Map<String, ErrorAction> errors) {

    public PlanProcedure {
        errors = java.util.Collections.unmodifiableMap(new TreeMap<>(errors));
    }

    /** What to do about {@code code}; empty when nobody declared it. */
    public Optional<ErrorAction> action(String code) {
        return Optional.ofNullable(errors.get(code));
    }
}
