package com.heraerp.rpc.application;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.Dialect;
import com.heraerp.guardrails.api.EntityPayload;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.guardrails.api.ReservedKinds;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.rpc.domain.BulkForm;
import com.heraerp.rpc.domain.GivenArguments;
import com.heraerp.rpc.domain.RpcFunction;
import com.heraerp.rpc.domain.StepForms;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rules that a payload passes before its function is asked, and the form it then takes: those of REST (D7). */
@Singleton
public final class PayloadRules {

    /** One function's rules: answers the arguments as they are to be written, or throws the whole report. */
    @FunctionalInterface
    private interface Rule {
        JsonObject passed(JsonObject arguments, ActorContext actor);
    }

    /** The bound of {@code hera_entities_bulk_crud_v1}. */
    private static final int MOST_AT_ONCE = 1000;

    private final Guardrails guardrails;
    private final Map<String, Rule> rules = Map.of(
            "hera_entities_crud_v1", (arguments, actor) -> entity(Dialect.RPC_V1, arguments, actor),
            "hera_entities_crud_v2", (arguments, actor) -> entity(Dialect.RPC_V2, arguments, actor),
            "hera_entities_bulk_crud_v1", this::bulk,
            "hera_entity_upsert_v1", (arguments, actor) -> step(
                    arguments.has("p_entity_id") ? Action.UPDATE : Action.CREATE, StepForms.entity(arguments),
                    arguments, actor),
            "hera_dynamic_data_batch_v1",
            (arguments, actor) -> step(Action.UPDATE, StepForms.fields(arguments), arguments, actor),
            "hera_relationship_upsert_v1",
            (arguments, actor) -> step(Action.UPDATE, StepForms.relationship(arguments), arguments, actor));
    private final TransactionRules transactions;

    public PayloadRules(Guardrails guardrails, TransactionRules transactions) {
        this.guardrails = guardrails;
        this.transactions = transactions;
    }

    /**
     * The arguments of a function as they are to be written; the same ones for a function without rules.
     *
     * @param reading what the database is told when the rules must ask it
     * @throws Refused 403 for a reserved kind or another organization in the payload, 400 with every violation at once
     */
    GivenArguments passed(RpcFunction function, GivenArguments given, ActorContext actor, Scope reading) {
        if (TransactionRules.knows(function.name())) {
            return GivenArguments.of(
                    transactions.passed(function.name(), given.byDeclaredNames(function), actor, reading));
        }
        Rule rule = rules.get(function.name());
        return rule == null ? given : GivenArguments.of(rule.passed(given.byDeclaredNames(function), actor));
    }

    /** One step passes the rules of the whole; its function reads its own form. */
    private JsonObject step(Action action, JsonObject asWhole, JsonObject arguments, ActorContext actor) {
        EntityPayload payload = EntityPayload.ofArguments(Dialect.RPC_V1, action, actor.organizationId(), asWhole);
        ReservedKinds.refuse(payload, actor.role());
        guardrails.check(payload).refuseIfViolated();
        return arguments;
    }

    private JsonObject entity(Dialect dialect, JsonObject arguments, ActorContext actor) {
        String name = arguments.text("p_action");
        Optional<Action> action = name == null ? Optional.empty() : Action.of(name.toUpperCase(Locale.ROOT));
        if (action.isEmpty()) {
            // The function names the actions it has.
            return arguments;
        }
        EntityPayload payload = EntityPayload.ofArguments(dialect, action.get(), actor.organizationId(), arguments);
        GivenArguments.refuseForeign("p_entity", payload.entity(), actor);
        ReservedKinds.refuse(payload, actor.role());
        guardrails.check(payload).refuseIfViolated();
        return action.get().writes() ? written(arguments, payload.normalized()) : arguments;
    }

    /** Each member passes by itself; one that does not is reported by the function, at its place and as it treats its own. */
    private JsonObject bulk(JsonObject arguments, ActorContext actor) {
        JsonArray members = arguments.array("p_entities");
        if (members == null || members.size() > MOST_AT_ONCE) {
            // The function refuses them all.
            return arguments;
        }
        List<JsonValue> passed = new ArrayList<>(members.size());
        for (JsonValue member : members.values()) {
            passed.add(member instanceof JsonObject object
                    ? member(arguments, passed.size(), object, actor)
                    : member);
        }
        return arguments.toBuilder().put("p_entities", new JsonArray(passed)).build();
    }

    private JsonObject member(JsonObject arguments, int index, JsonObject member, ActorContext actor) {
        JsonObject whole = BulkForm.arguments(arguments.text("p_action"), member, arguments.object("p_options"));
        try {
            return BulkForm.member(entity(Dialect.RPC_V1, whole, actor), member);
        } catch (Refused refused) {
            return BulkForm.refused(index, member, refused);
        }
    }

    private static JsonObject written(JsonObject arguments, EntityPayload payload) {
        JsonObject.Builder written = arguments.toBuilder().put("p_entity", payload.entity());
        if (payload.dynamic() != null) {
            written.put("p_dynamic", payload.dynamic());
        }
        if (payload.relationships() != null) {
            written.put("p_relationships", payload.relationships());
        }
        return written.build();
    }
}
