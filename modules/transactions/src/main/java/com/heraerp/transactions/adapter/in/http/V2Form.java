package com.heraerp.transactions.adapter.in.http;

import com.heraerp.guardrails.api.EntityTypes;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What callers of v2 send (wire forms): each name with and without {@code p_}, some names of their own, and more than is
 * known, which is passed over.
 */
final class V2Form {

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "status", "transaction_status",
            "from_entity_id", "source_entity_id",
            "to_entity_id", "target_entity_id",
            "id", "transaction_id");

    private static final Set<String> HEADER = Set.of(
            "transaction_id", "transaction_type", "transaction_code", "transaction_number", "transaction_date",
            "transaction_status", "smart_code", "source_entity_id", "target_entity_id", "total_amount",
            "currency_code", "reference_number", "external_reference", "business_context", "metadata",
            "posting_status", "ai_confidence_score", "organization_id");
    private static final Set<String> LINE = Set.of(
            "line_number", "line_type", "description", "entity_id", "quantity", "unit_amount", "line_amount",
            "discount_amount", "tax_amount", "debit_amount", "credit_amount", "currency_code", "smart_code",
            "line_data", "metadata");
    private static final Set<String> PARTS = Set.of("lines", "dynamic", "relationships", "expected_version");

    private V2Form() {}

    /**
     * The body by the names of v2.1, without what is not known and without nulls.
     *
     * @throws Refused 403 when it names another actor or organization
     */
    static JsonObject body(JsonObject sent, ActorContext actor) {
        Map<String, JsonValue> known = new LinkedHashMap<>();
        sent.members().forEach((name, value) -> {
            String plain = plain(name);
            if (sent.has(name) && (HEADER.contains(plain) || PARTS.contains(plain))) {
                known.put(plain, plain.equals("lines") ? lines(value) : value);
            }
        });
        JsonObject body = new JsonObject(known);
        actor.requireOwn(body);
        for (String name : List.of("actor_user_id", "p_actor_user_id", "updated_by")) {
            requireCaller(sent.text(name), actor);
        }
        return body;
    }

    /** Lines by their known names; a line without number takes its position. */
    private static JsonValue lines(JsonValue given) {
        if (!(given instanceof JsonArray list)) {
            return given;
        }
        List<JsonValue> lines = new ArrayList<>(list.size());
        for (JsonValue line : list.values()) {
            lines.add(line instanceof JsonObject body ? line(body) : line);
        }
        return new JsonArray(lines);
    }

    private static JsonObject line(JsonObject sent) {
        Map<String, JsonValue> known = new LinkedHashMap<>();
        for (String name : sent.names()) {
            JsonValue value = sent.get(name);
            if (value != null && sent.has(name) && LINE.contains(name)) {
                known.put(name, value);
            }
        }
        return new JsonObject(known);
    }

    /** The query by the names of v2.1; what is empty or not known is passed over. */
    static QueryParameters query(HttpRequest<?> request, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        HttpParameters parameters = request.getParameters();
        for (String name : parameters.names()) {
            String plain = plain(name);
            String value = parameters.get(name);
            if (known.contains(plain) && value != null && !value.isEmpty()) {
                values.put(plain, value);
            }
        }
        return QueryParameters.ofValues(values);
    }

    /**
     * The deletion that a query asks for: soft unless {@code hard_delete} or {@code force}.
     *
     * @throws Refused 403 when {@code updated_by} is not the caller
     */
    static JsonObject deletion(HttpRequest<?> request, String transactionId, ActorContext actor) {
        QueryParameters query = query(
                request, Set.of("hard_delete", "force", "reason", "updated_by", "organization_id"));
        requireCaller(query.text("updated_by"), actor);
        String organization = query.text("organization_id");
        JsonObject.Builder body = JsonObject.builder().put("transaction_id", transactionId);
        if (organization != null) {
            actor.requireOwn(JsonObject.builder().put("organization_id", organization).build());
        }
        boolean hard = Boolean.TRUE.equals(query.truth("hard_delete")) || Boolean.TRUE.equals(query.truth("force"));
        body.put("action", hard ? "hard_delete" : "soft_delete");
        String reason = query.text("reason");
        return (reason == null ? body : body.put("reason", reason)).build();
    }

    /** The header of a body as it is stored and told back. */
    static JsonObject told(JsonObject body) {
        JsonObject.Builder told = body.toBuilder().remove("organization_id").remove("transaction_id");
        PARTS.forEach(told::remove);
        String type = body.text("transaction_type");
        return (type == null ? told : told.put("transaction_type", EntityTypes.normalize(type))).build();
    }

    private static void requireCaller(@Nullable String userId, ActorContext actor) {
        if (userId != null && !userId.equalsIgnoreCase(actor.userId().toString())) {
            throw Refused.because(Refusal.FORBIDDEN, "You act for yourself: another user is named");
        }
    }

    private static String plain(String name) {
        String plain = name.startsWith("p_") ? name.substring(2) : name;
        return OTHER_NAMES.getOrDefault(plain, plain);
    }
}
