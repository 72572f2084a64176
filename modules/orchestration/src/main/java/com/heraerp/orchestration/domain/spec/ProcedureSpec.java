package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A procedure as it was written.
 *
 * @param smartCode as written; {@code .v1} and {@code .V1} are the same code
 * @param permission who may run it
 * @param idempotent whether the same call under the same key may be repeated
 * @param verifiedBy the procedure that tells whether a call in doubt happened; only with {@link InDoubtRule#VERIFY}
 * @param timeout of one attempt; null for the engine's own
 * @param effectful whether it changes anything, by mode; the entry of the empty mode is for modes not listed
 * @param required inputs that must be given
 * @param optional inputs that may be
 * @param outputs its typed outputs; empty when it declares none
 * @param preconditions hold before it
 * @param guarantees invariants and checks: hold after it, in the same transaction
 * @param errors the errors it knows
 * @param logs events to log when it has run
 * @param creates whether it brings something into being that was not there before
 * @param example a payload to simulate with
 * @param rpc the database function that it is bound to; null when Java code handles it
 */
public record ProcedureSpec(
        String smartCode,
        Role permission,
        ProcedureKind kind,
        boolean idempotent,
        InDoubtRule onInDoubt,
        @Nullable String verifiedBy,
        @Nullable Duration timeout,
        Map<String, Boolean> effectful,
        List<Parameter> required,
        List<Parameter> optional,
        List<Parameter> outputs,
        List<Assertion> preconditions,
        List<Assertion> guarantees,
        List<ErrorRule> errors,
        List<String> logs,
        boolean creates,
        JsonObject example,
        @Nullable String rpc) {

    public ProcedureSpec {
        effectful = Map.copyOf(effectful);
        required = List.copyOf(required);
        optional = List.copyOf(optional);
        outputs = List.copyOf(outputs);
        preconditions = List.copyOf(preconditions);
        guarantees = List.copyOf(guarantees);
        errors = List.copyOf(errors);
        logs = List.copyOf(logs);
    }

    /** Whether a call in {@code mode} changes anything. */
    public boolean isEffectful(@Nullable String mode) {
        Boolean listed = mode == null ? null : effectful.get(mode);
        return listed == null ? effectful.getOrDefault("", true) : listed;
    }

    /** All that it may be given. */
    public Members inputs() {
        return new Members(required, optional);
    }

    public Optional<ErrorRule> error(String code) {
        return errors.stream().filter(rule -> rule.code().equals(code)).findFirst();
    }
}
