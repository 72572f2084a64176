package com.heraerp.orchestration.domain.plan;

import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.domain.spec.Concurrency;
import com.heraerp.orchestration.domain.spec.ErrorAction;
import com.heraerp.orchestration.domain.spec.InDoubtRule;
import com.heraerp.orchestration.domain.spec.Join;
import com.heraerp.orchestration.domain.spec.ProcedureKind;
import com.heraerp.orchestration.domain.spec.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plan as JSON, and back. Absent members are nulls; {@code read(write(plan))} equals {@code plan}. */
public final class PlanJson {

    private PlanJson() {}

    public static JsonObject write(Plan plan) {
        JsonObject.Builder json = JsonObject.builder()
                .put("smart_code", plan.smartCode())
                .put("spec_sha", plan.specSha())
                .put("permission", plan.permission().name())
                .put("auto_compensate", plan.autoCompensate())
                .put("compensation_retry", retry(plan.compensationRetry()));
        Concurrency concurrency = plan.concurrency();
        if (concurrency != null) {
            json.put("concurrency", JsonObject.builder().put("key", concurrency.key())
                    .put("limit", concurrency.limit()).put("policy", concurrency.policy().name()).build());
        }
        duration(json, "timeout", plan.timeout());
        // Arrays, because a lock file sorts members and the order of triggers and entries counts.
        json.put("triggers", pairs(plan.triggers(), JsonString::new));
        json.put("entries", pairs(plan.entries(), JsonArray::ofTexts));
        return json.put("nodes", new JsonArray(plan.nodes().stream().<JsonValue>map(PlanJson::node).toList())).build();
    }

    private static <T> JsonArray pairs(Map<String, T> map, java.util.function.Function<T, JsonValue> value) {
        return new JsonArray(map.entrySet().stream()
                .<JsonValue>map(entry -> new JsonArray(
                        List.of(new JsonString(entry.getKey()), value.apply(entry.getValue()))))
                .toList());
    }

    private static JsonObject node(PlanNode node) {
        JsonObject.Builder json = JsonObject.builder()
                .put("ordinal", node.ordinal())
                .put("id", node.id())
                .put("procedure", procedure(node.procedure()))
                .put("join", node.join().name())
                .put("pivot", node.pivot())
                .put("effectful", node.effectful())
                .put("retry", retry(node.retry()))
                .put("after", JsonArray.ofTexts(node.after()));
        text(json, "mode", node.mode());
        text(json, "when", node.when());
        text(json, "group", node.group());
        text(json, "compensation_mode", node.compensationMode());
        duration(json, "timeout", node.timeout());
        if (node.with() != null) {
            json.put("with", node.with());
        }
        if (node.compensation() != null) {
            json.put("compensation", procedure(node.compensation()));
        }
        return json.build();
    }

    private static JsonObject procedure(PlanProcedure procedure) {
        JsonObject.Builder errors = JsonObject.builder();
        procedure.errors().forEach((code, action) -> errors.put(code, action.name()));
        JsonObject.Builder json = JsonObject.builder()
                .put("smart_code", procedure.smartCode())
                .put("version", procedure.version())
                .put("sha", procedure.sha())
                .put("kind", procedure.kind().name())
                .put("idempotent", procedure.idempotent())
                .put("on_in_doubt", procedure.onInDoubt().name())
                .put("errors", errors.build());
        text(json, "verified_by", procedure.verifiedBy());
        return json.build();
    }

    private static JsonObject retry(RetryPolicy retry) {
        return JsonObject.builder()
                .put("max_attempts", retry.maxAttempts())
                .put("base", retry.base().toString())
                .put("factor", retry.factor())
                .put("cap", retry.cap().toString())
                .build();
    }

    private static void text(JsonObject.Builder json, String name, @Nullable String text) {
        if (text != null) {
            json.put(name, text);
        }
    }

    private static void duration(JsonObject.Builder json, String name, @Nullable Duration duration) {
        text(json, name, duration == null ? null : duration.toString());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static Plan read(JsonObject json) {
        JsonObject concurrency = json.object("concurrency");
        Map<String, String> triggers = new LinkedHashMap<>();
        eachPair(json, "triggers", (name, value) -> triggers.put(name, text(value)));
        Map<String, List<String>> entries = new LinkedHashMap<>();
        eachPair(json, "entries", (name, value) -> entries.put(name, texts(value)));
        return new Plan(
                text(json, "smart_code"),
                text(json, "spec_sha"),
                Role.valueOf(text(json, "permission")),
                values(demand(json, "nodes")).stream().map(node -> readNode(object(node))).toList(),
                entries,
                triggers,
                json.isTrue("auto_compensate"),
                readRetry(object(demand(json, "compensation_retry"))),
                concurrency == null
                        ? null
                        : new Concurrency(text(concurrency, "key"), number(concurrency, "limit"),
                                Concurrency.Policy.valueOf(text(concurrency, "policy"))),
                readDuration(json, "timeout"));
    }

    private static PlanNode readNode(JsonObject json) {
        JsonObject compensation = json.object("compensation");
        return new PlanNode(
                number(json, "ordinal"),
                text(json, "id"),
                readProcedure(object(demand(json, "procedure"))),
                json.text("mode"),
                json.isTrue("effectful"),
                json.object("with"),
                json.text("when"),
                Join.valueOf(text(json, "join")),
                json.isTrue("pivot"),
                json.text("group"),
                compensation == null ? null : readProcedure(compensation),
                json.text("compensation_mode"),
                readRetry(object(demand(json, "retry"))),
                readDuration(json, "timeout"),
                texts(demand(json, "after")));
    }

    private static PlanProcedure readProcedure(JsonObject json) {
        Map<String, ErrorAction> errors = new LinkedHashMap<>();
        object(demand(json, "errors")).members()
                .forEach((code, action) -> errors.put(code, ErrorAction.valueOf(text(action))));
        return new PlanProcedure(
                text(json, "smart_code"),
                number(json, "version"),
                text(json, "sha"),
                ProcedureKind.valueOf(text(json, "kind")),
                json.isTrue("idempotent"),
                InDoubtRule.valueOf(text(json, "on_in_doubt")),
                json.text("verified_by"),
                errors);
    }

    private static RetryPolicy readRetry(JsonObject json) {
        return new RetryPolicy(number(json, "max_attempts"), Duration.parse(text(json, "base")),
                number(json, "factor"), Duration.parse(text(json, "cap")));
    }

    private static @Nullable Duration readDuration(JsonObject json, String name) {
        String text = json.text(name);
        return text == null ? null : Duration.parse(text);
    }

    private static void eachPair(JsonObject json, String name, java.util.function.BiConsumer<String, JsonValue> each) {
        for (JsonValue pair : values(demand(json, name))) {
            List<JsonValue> both = values(pair);
            each.accept(text(both.getFirst()), both.getLast());
        }
    }

    private static List<String> texts(JsonValue value) {
        List<String> texts = new ArrayList<>();
        values(value).forEach(item -> texts.add(text(item)));
        return texts;
    }

    private static JsonValue demand(JsonObject json, String name) {
        JsonValue value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a plan has the member " + name);
        }
        return value;
    }

    private static List<JsonValue> values(JsonValue value) {
        return value instanceof JsonArray(List<JsonValue> values) ? values : List.of();
    }

    private static JsonObject object(JsonValue value) {
        return value instanceof JsonObject object ? object : JsonObject.EMPTY;
    }

    private static String text(JsonObject json, String name) {
        return text(demand(json, name));
    }

    private static String text(JsonValue value) {
        if (value instanceof JsonString(String text)) {
            return text;
        }
        throw new IllegalArgumentException("a plan has a text where this one has " + value.toJson());
    }

    private static int number(JsonObject json, String name) {
        if (demand(json, name) instanceof JsonNumber(var number)) {
            return number.intValueExact();
        }
        throw new IllegalArgumentException("a plan has a number in its member " + name);
    }
}
