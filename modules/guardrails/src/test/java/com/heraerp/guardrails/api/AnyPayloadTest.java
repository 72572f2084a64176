package com.heraerp.guardrails.api;

import static com.heraerp.guardrails.api.Payloads.LUXE;
import static com.heraerp.guardrails.api.Payloads.check;
import static com.heraerp.guardrails.api.Payloads.createWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.Severity;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever the payload holds, the answer is a report, and it comes soon. */
class AnyPayloadTest {

    @Property(tries = 2000)
    void checksAnyJsonWithoutThrowing(
            @ForAll("objects") JsonObject json, @ForAll Action action, @ForAll Dialect dialect) {
        EntityPayload flat = EntityPayload.ofBody(action, LUXE, json);
        EntityPayload nested = new EntityPayload(
                dialect, action, null, json, json.get("dynamic"), json.get("relationships"), json);

        for (EntityPayload payload : List.of(flat, nested)) {
            GuardrailReport report = check(payload);
            assertThat(report.violations()).allMatch(violation -> violation.severity() == Severity.ERROR);
            assertThat(report.warnings()).allMatch(warning -> warning.severity() == Severity.WARNING);
            assertThat(report.humanReadable()).startsWith("🛡️");
            // What passed is stored in one form, and that form passes too.
            if (!report.isViolated()) {
                assertThat(check(payload.normalized()).violations()).isEmpty();
                assertThat(payload.normalized().normalized()).isEqualTo(payload.normalized());
            }
            refusesOrNot(payload);
        }
    }

    private static void refusesOrNot(EntityPayload payload) {
        try {
            ReservedKinds.refuse(payload, Role.STAFF);
        } catch (Refused refused) {
            assertThat(refused.context().has("kind")).isTrue();
        }
    }

    @Provide
    Arbitrary<JsonObject> objects() {
        return Arbitraries.lazyOf(() -> scalars().map(JsonObjects::of), () -> object(value(3)));
    }

    private static Arbitrary<JsonValue> value(int depth) {
        if (depth == 0) {
            return scalars();
        }
        Arbitrary<JsonValue> inner = value(depth - 1);
        return Arbitraries.oneOf(
                scalars(),
                object(inner).map(JsonValue.class::cast),
                inner.list().ofMaxSize(3).map(JsonArray::new));
    }

    private static Arbitrary<JsonObject> object(Arbitrary<JsonValue> inner) {
        return Arbitraries.maps(names(), inner).ofMaxSize(8).map(JsonObject::new);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "entity_type", "entity_name", "smart_code", "entity_id", "id", "parent_entity_id", "metadata",
                        "dynamic", "relationships", "field_type", "field_value_text", "field_value_number",
                        "field_value_date", "field_value_json", "value", "type", "mode", "to_entity_id",
                        "relationship_type", "effective_date", "expiration_date", "expected_version", "price"),
                Arbitraries.strings().ofMaxLength(5));
    }

    private static Arbitrary<JsonValue> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "PRODUCT", "HERA.SALON.INV.PRODUCT.SHAMPOO.V1", "HERA.X", "number", "text", "json",
                        "a0000000-0000-4000-8000-0000000000e1", "2025-01-31", "REPLACE", "", "12.50", "{}")
                        .map(JsonString::new),
                Arbitraries.strings().ofMaxLength(10).map(JsonString::new),
                Arbitraries.bigDecimals().map(JsonNumber::new),
                Arbitraries.of(JsonBoolean.TRUE, JsonBoolean.FALSE, JsonNull.NULL));
    }

    /** A small body around one scalar. */
    private static final class JsonObjects {

        private static JsonObject of(JsonValue value) {
            return JsonObject.builder()
                    .put("entity_type", "PRODUCT")
                    .put("entity_name", "Shampoo")
                    .put("smart_code", "HERA.SALON.INV.PRODUCT.SHAMPOO.V1")
                    .put("entity_description", value)
                    .build();
        }
    }

    @Test
    void answersHostileTextAtOnceAndBriefly() {
        List<String> texts = List.of(
                "A".repeat(100_000),
                "HERA" + ".AA".repeat(33_000),
                "HERA.SALON.INV.PRODUCT.V" + "1".repeat(100_000),
                "2025-01-01T" + "0".repeat(100_000),
                "9".repeat(100_000),
                "[".repeat(100_000),
                "\uD83D\uDC87".repeat(50_000),
                "a\n".repeat(50_000));
        for (String text : texts) {
            EntityPayload payload = hostile(text);
            check(payload);
            assertTimeout(Duration.ofMillis(500), () -> {
                GuardrailReport report = check(payload);
                assertThat(report.isViolated()).isTrue();
                assertThat(report.violations()).allSatisfy(violation -> {
                    assertThat(violation.toJson().toJson().length()).isLessThan(3_000);
                    assertThat(violation.message()).doesNotContain("\n");
                });
            });
        }
    }

    private static EntityPayload hostile(String text) {
        JsonString value = new JsonString(text);
        List<JsonValue> fields = new ArrayList<>();
        JsonObject.Builder dynamic = JsonObject.builder();
        for (String type : List.of("text", "number", "boolean", "date", "json")) {
            dynamic.put(type,
                    JsonObject.builder().put("value", value).put("type", type).put("smart_code", value).build());
        }
        dynamic.put(text, JsonObject.builder().put("value", value).put("type", value).put(text, value).build());
        fields.add(JsonObject.builder()
                .put("to_entity_id", value)
                .put("relationship_type", value)
                .put("smart_code", value)
                .put("effective_date", value)
                .build());
        JsonObject entity = JsonObject.builder()
                .put("entity_type", value)
                .put("entity_name", value)
                .put("smart_code", value)
                .put("parent_entity_id", value)
                .put(text, value)
                .build();
        JsonObject relationships = JsonObject.builder().put("relationships", new JsonArray(fields)).build();
        return new EntityPayload(
                Dialect.RPC_V1, Action.CREATE, LUXE, entity, dynamic.build(), relationships, JsonObject.EMPTY);
    }

    @Test
    void listsAThousandFindingsAndCountsTheOthers() {
        JsonObject.Builder body = JsonObject.builder();
        for (int i = 0; i < 5_000; i++) {
            body.put("unknown" + i, new JsonNumber(BigDecimal.ONE));
        }
        GuardrailReport report = check(EntityPayload.ofBody(Action.CREATE, LUXE, body.build()));

        assertThat(report.violations()).hasSize(1_001);
        assertThat(report.violations().getLast().toJson()).isEqualTo(Payloads.json("""
                {"code": "FINDINGS-OMITTED", "message": "4003 more are not listed", "severity": "INFO",
                 "context": {"omitted": 4003}}"""));
    }

    @Test
    void acceptsAThousandFields() {
        StringBuilder fields = new StringBuilder("\"dynamic\": {\"f\": null");
        for (int i = 0; i < 999; i++) {
            fields.append(", \"f").append(i).append("\": null");
        }
        assertThat(check(createWith(fields.append('}').toString())).violations()).hasSize(1_000);
    }
}
