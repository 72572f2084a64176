package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.EntityPayload;
import com.heraerp.guardrails.api.GuardrailReport;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.guardrails.api.ReservedKinds;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes an entity as the endpoint does: the same rules, then the same function, as the one who started the run. */
record EntityProcedure(String smartCode, Action action, Guardrails guardrails) implements ProcedureHandler {

    private static final String CHANGE = """
            select rpc.hera_entities_crud_v2(i ->> 'action', (c ->> 'user_id')::uuid, (c ->> 'organization_id')::uuid,
              i -> 'entity', i -> 'dynamic', case when jsonb_typeof(i -> 'relationships') = 'array'
                then array(select jsonb_array_elements(i -> 'relationships')) end, i -> 'options')
            from (select ?::jsonb as i, ?::jsonb as c) given""";
    private static final String UNDO = "select hera.undo_entity_creation(?::jsonb, ?::jsonb)";

    @Override
    public Outcome handle(Invocation invocation, TransactionScope scope) {
        if (invocation.undoing() && action == Action.DELETE) {
            return SqlProcedure.call(UNDO, invocation.inputs(), invocation, scope);
        }
        EntityPayload payload = EntityPayload.ofBody(action, organization(invocation), invocation.inputs());
        ReservedKinds.refuse(payload, role(invocation));
        GuardrailReport report = guardrails.check(payload);
        return report.isViolated()
                ? refused(report)
                : SqlProcedure.call(CHANGE, change(payload.normalized()), invocation, scope);
    }

    private JsonObject change(EntityPayload payload) {
        JsonObject.Builder change = JsonObject.builder()
                .put("action", action.name())
                .put("entity", payload.entity())
                .put("options", payload.options());
        put(change, "dynamic", payload.dynamic());
        put(change, "relationships", payload.relationships());
        return change.build();
    }

    static void put(JsonObject.Builder json, String name, @Nullable JsonValue value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    static OrganizationId organization(Invocation invocation) {
        return new OrganizationId(UUID.fromString(String.valueOf(invocation.actor().text("organization_id"))));
    }

    static Role role(Invocation invocation) {
        return Role.of(String.valueOf(invocation.actor().text("role"))).orElse(Role.VIEWER);
    }

    /** Every violation in one error. */
    static Outcome refused(GuardrailReport report) {
        Outcome.Failed all = Outcome.Failed.of(Refused.because(Refusal.GUARDRAIL_VIOLATION, report.violations().stream()
                .map(EntityProcedure::told)
                .collect(Collectors.joining("; "))).withViolations(report.violations(), List.of()));
        String field = report.violations().getFirst().context().text("field");
        return field == null
                ? all
                : new Outcome.Failed(all.code(), all.message(), all.context().toBuilder().put("field", field).build());
    }

    private static String told(Violation violation) {
        return violation.code() + ": " + violation.message();
    }
}
