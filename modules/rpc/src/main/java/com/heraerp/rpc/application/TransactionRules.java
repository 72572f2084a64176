package com.heraerp.rpc.application;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.guardrails.api.ReservedKinds;
import com.heraerp.guardrails.api.TransactionPayload;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.transactions.api.LedgerCalendar;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that a transaction passes before its function is asked: those of REST (D7). */
@Singleton
public final class TransactionRules {

    private static final String CRUD = "hera_transactions_crud_v2";
    private static final String SMALL_CRUD = "hera_txn_crud_v1";
    private static final String EMIT = "hera_txn_emit_v1";
    private static final Set<String> KNOWN = Set.of(CRUD, SMALL_CRUD, EMIT);

    /** What {@code hera_txn_emit_v1} takes beside {@code p_transaction_data}, and which wins over it. */
    private static final List<String> EMITTED = List.of(
            "smart_code",
            "transaction_type",
            "transaction_date",
            "transaction_number",
            "source_entity_id",
            "target_entity_id",
            "total_amount",
            "transaction_status",
            "business_context",
            "metadata");

    private final Guardrails guardrails;
    private final LedgerCalendar calendar;

    public TransactionRules(Guardrails guardrails, LedgerCalendar calendar) {
        this.guardrails = guardrails;
        this.calendar = calendar;
    }

    /** Whether the function has rules here. */
    static boolean knows(String function) {
        return KNOWN.contains(function);
    }

    /**
     * The arguments as they are to be written.
     *
     * @throws Refused 403 for a reserved kind or another organization in the payload, 400 with every violation at once
     */
    JsonObject passed(String function, JsonObject arguments, ActorContext actor, Scope reading) {
        return switch (function) {
            case CRUD -> crud(arguments, actor, reading);
            case SMALL_CRUD -> small(arguments, actor, reading);
            default -> {
                check(
                        TransactionPayload.ofPayload(Action.CREATE, actor.organizationId(), emitted(arguments)),
                        actor,
                        reading);
                yield arguments;
            }
        };
    }

    private JsonObject crud(JsonObject arguments, ActorContext actor, Scope reading) {
        Optional<Action> action = action(arguments);
        if (action.isEmpty()) {
            // The function names the actions it has.
            return arguments;
        }
        TransactionPayload payload = TransactionPayload.ofArguments(action.get(), actor.organizationId(), arguments);
        check(payload, actor, reading);
        return action.get().writes() ? written(arguments, payload.normalized()) : arguments;
    }

    private static JsonObject written(JsonObject arguments, TransactionPayload payload) {
        JsonObject.Builder written = arguments.toBuilder().put("p_transaction", payload.header());
        put(written, "p_lines", payload.lines());
        put(written, "p_dynamic", payload.dynamic());
        put(written, "p_relationships", payload.relationships());
        return written.build();
    }

    /** EMIT is another name of CREATE; what is neither it nor UPDATE writes no payload. */
    private JsonObject small(JsonObject arguments, ActorContext actor, Scope reading) {
        JsonObject given = arguments.object("p_payload");
        Optional<Action> action = action(arguments).filter(Action::writes);
        if (given == null || action.isEmpty()) {
            return arguments;
        }
        TransactionPayload payload = TransactionPayload.ofPayload(action.get(), actor.organizationId(), given);
        check(payload, actor, reading);
        JsonObject.Builder written = given.toBuilder();
        put(written, "dynamic", payload.normalized().dynamic());
        return arguments.toBuilder().put("p_payload", written.build()).build();
    }

    private static JsonObject emitted(JsonObject arguments) {
        JsonObject data = arguments.object("p_transaction_data");
        JsonObject.Builder payload = data == null ? JsonObject.builder() : data.toBuilder();
        JsonObject inside = data == null ? null : data.object("header");
        JsonObject.Builder header = inside == null ? payload : inside.toBuilder();
        for (String name : EMITTED) {
            JsonValue value = arguments.get("p_" + name);
            if (value != null && value != JsonNull.NULL) {
                header.put(name, value);
            }
        }
        if (inside != null) {
            payload.put("header", header.build());
        }
        JsonValue lines = arguments.get("p_lines");
        return (lines == null || lines == JsonNull.NULL ? payload : payload.put("lines", lines)).build();
    }

    private static Optional<Action> action(JsonObject arguments) {
        String name = arguments.text("p_action");
        String upper = name == null ? "" : name.toUpperCase(Locale.ROOT);
        return Action.of(upper.equals("EMIT") ? "CREATE" : upper);
    }

    private void check(TransactionPayload payload, ActorContext actor, Scope reading) {
        actor.requireOwn(payload.header());
        ReservedKinds.refuse(payload);
        guardrails.check(payload, calendar.facts(reading)).refuseIfViolated();
    }

    private static void put(JsonObject.Builder written, String name, @Nullable JsonValue value) {
        if (value != null) {
            written.put(name, value);
        }
    }
}
