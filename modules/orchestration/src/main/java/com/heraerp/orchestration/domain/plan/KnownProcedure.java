package com.heraerp.orchestration.domain.plan;

import com.heraerp.orchestration.domain.spec.ErrorRule;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.util.stream.Collectors;

/**
 * A registered procedure.
 *
 * @param version of its registration, the first being 1
 * @param sha checksum of its canonical JSON
 */
public record KnownProcedure(ProcedureSpec spec, int version, String sha) {

    PlanProcedure pinned() {
        return new PlanProcedure(
                spec.smartCode(),
                version,
                sha,
                spec.kind(),
                spec.idempotent(),
                spec.onInDoubt(),
                spec.verifiedBy(),
                spec.errors().stream()
                        .collect(Collectors.toMap(ErrorRule::code, ErrorRule::action, (first, second) -> first)));
    }
}
