package com.heraerp.transactions.application;

import com.heraerp.guardrails.api.Action;
import com.heraerp.guardrails.api.Dialect;
import com.heraerp.guardrails.api.GuardrailReport;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.guardrails.api.LedgerFacts;
import com.heraerp.guardrails.api.ReservedKinds;
import com.heraerp.guardrails.api.TransactionPayload;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.change.Admitted;
import com.heraerp.kernel.change.ChangeAction;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.transactions.domain.TransactionChange;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands before every write: may this caller do it, here, and does the payload make sense? */
@Singleton
final class TransactionGuard {

    private final Guardrails guardrails;

    TransactionGuard(Guardrails guardrails) {
        this.guardrails = guardrails;
    }

    /**
     * Turns a flat body into a change.
     *
     * @param dialect in which form the body came
     * @param expectedVersion what the caller asked for beside the body, null when nothing
     * @param facts what the books know, asked only when the report needs it
     * @throws Refused 403 for a role too low, another organization or a reserved kind; 400 with the whole report of the
     *     guardrails
     */
    Admitted<TransactionChange> admit(
            ActorContext actor,
            Dialect dialect,
            ChangeAction action,
            JsonObject body,
            @Nullable Long expectedVersion,
            LedgerFacts.Source facts) {
        actor.requireTenant();
        TransactionPayload payload = TransactionPayload.ofBody(
                dialect, asGuardrails(action), actor.organizationId(), body);
        actor.require(roleFor(action, payload));
        actor.requireOwn(body);
        ReservedKinds.refuse(payload);
        GuardrailReport report = guardrails.check(payload, facts);
        report.refuseIfViolated();
        return new Admitted<>(change(action, payload.normalized(), expectedVersion), report.warnings());
    }

    /** What the payload tells; the store knows the stored rest and asks for more where that is needed. */
    private static Role roleFor(ChangeAction action, TransactionPayload payload) {
        return switch (action) {
            case CREATE, UPDATE -> payload.isGl() ? Role.FINANCE_ADMIN : Role.STAFF;
            case DELETE -> switch (String.valueOf(payload.options().text("action"))) {
                case "reverse" -> Role.FINANCE_ADMIN;
                case "hard_delete" -> Role.ADMIN;
                default -> Role.MANAGER;
            };
        };
    }

    private static Action asGuardrails(ChangeAction action) {
        return switch (action) {
            case CREATE -> Action.CREATE;
            case UPDATE -> Action.UPDATE;
            case DELETE -> Action.DELETE;
        };
    }

    private static TransactionChange change(
            ChangeAction action, TransactionPayload payload, @Nullable Long expectedVersion) {
        JsonObject options = expecting(payload.options(), expectedVersion);
        return new TransactionChange(
                action,
                payload.header(),
                payload.lines() instanceof JsonArray lines ? objects(lines) : null,
                payload.dynamic() instanceof JsonObject fields ? fields : JsonObject.EMPTY,
                payload.relationships() instanceof JsonArray array ? objects(array) : List.of(),
                action == ChangeAction.DELETE ? deletion(options) : options);
    }

    /** The database's own words for how to delete. */
    private static JsonObject deletion(JsonObject options) {
        JsonObject.Builder told = options.toBuilder().remove("action").remove("reason");
        String action = options.text("action");
        told.put("delete_action", action == null ? "soft_delete" : action);
        JsonValue reason = options.get("reason");
        return (reason == null ? told : told.put("delete_reason", reason)).build();
    }

    private static List<JsonObject> objects(JsonArray array) {
        List<JsonObject> objects = new ArrayList<>(array.size());
        for (JsonValue value : array.values()) {
            if (value instanceof JsonObject object) {
                objects.add(object);
            }
        }
        return objects;
    }

    private static JsonObject expecting(JsonObject options, @Nullable Long expectedVersion) {
        if (expectedVersion == null) {
            return options;
        }
        boolean otherInBody = options.get("expected_version") instanceof JsonNumber(BigDecimal inBody)
                && inBody.compareTo(BigDecimal.valueOf(expectedVersion)) != 0;
        if (otherInBody) {
            throw Refused.field("expected_version", "expected_version and If-Match name different versions");
        }
        return options.toBuilder().put("expected_version", expectedVersion).build();
    }
}
