package com.heraerp.orchestration.domain.spec;

import static com.heraerp.orchestration.domain.spec.SpecReading.list;
import static com.heraerp.orchestration.domain.spec.SpecReading.object;
import static com.heraerp.orchestration.domain.spec.SpecReading.text;

import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a procedure from its document. */
public final class ProcedureReading {

    private ProcedureReading() {}

    /** The procedure that {@code content} describes, without what has not its form. */
    public static ProcedureSpec read(JsonObject content) {
        ProcedureKind kind = kind(text(content, "kind"));
        boolean idempotent = content.isTrue("idempotent");
        JsonObject inputs = object(content, "inputs");
        JsonObject doubt = object(content, "on_in_doubt");
        List<Assertion> guarantees = new ArrayList<>(list(content, "invariants", "", ProcedureReading::assertion));
        guarantees.addAll(list(content, "checks", "", ProcedureReading::assertion));
        return new ProcedureSpec(
                text(content, "smart_code"),
                SpecReading.permission(content),
                kind,
                idempotent,
                doubt.has("verify") ? InDoubtRule.VERIFY : inDoubt(text(content, "on_in_doubt"), idempotent),
                doubt.text("verify"),
                SpecReading.duration(content, "timeout"),
                effects(content, kind),
                list(inputs, "required", "/inputs", ProcedureReading::parameter),
                list(inputs, "optional", "/inputs", ProcedureReading::parameter),
                list(object(content, "outputs"), "fields", "/outputs", ProcedureReading::parameter),
                list(content, "preconditions", "", ProcedureReading::assertion),
                guarantees,
                list(content, "errors", "", ProcedureReading::error),
                list(object(content, "observability"), "logs", "/observability", (value, at) -> text(value)),
                creates(object(content, "outputs")),
                object(content, "example_payload"),
                object(content, "binding").text("rpc"));
    }

    private static boolean creates(JsonObject outputs) {
        return Stream.of("entities_created", "transactions_emitted")
                .anyMatch(name -> !list(outputs, name, "/outputs", (value, at) -> text(value)).isEmpty());
    }

    private static ProcedureKind kind(String code) {
        for (ProcedureKind kind : ProcedureKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(code)) {
                return kind;
            }
        }
        return ProcedureKind.TRANSACTIONAL;
    }

    /** Without a word, only what may be repeated is repeated. */
    private static InDoubtRule inDoubt(String code, boolean idempotent) {
        return switch (code) {
            case "retry" -> InDoubtRule.RETRY;
            case "suspend" -> InDoubtRule.SUSPEND;
            default -> idempotent ? InDoubtRule.RETRY : InDoubtRule.SUSPEND;
        };
    }

    private static Map<String, Boolean> effects(JsonObject content, ProcedureKind kind) {
        Map<String, Boolean> effectful = new HashMap<>();
        effectful.put("", !kind.isWait() && !text(content, "effects").equals("none"));
        list(content, "modes", "", (value, at) -> value instanceof JsonObject mode ? mode : null)
                .forEach(mode -> effectful.put(text(mode, "name"), !text(mode, "effects").equals("none")));
        return effectful;
    }

    private static @Nullable Parameter parameter(JsonValue value, String at) {
        if (!(value instanceof JsonObject parameter)) {
            return null;
        }
        String name = parameter.text("name");
        return name == null
                ? null
                : new Parameter(name, DataType.of(text(parameter, "type")).orElse(DataType.ANY),
                        parameter.get("default"), form(parameter, at));
    }

    private static Form form(JsonObject parameter, String at) {
        JsonObject members = parameter.object("members");
        return new Form(parameter.text("error"), number(parameter, "minimum"), number(parameter, "above"),
                members == null
                        ? null
                        : new Members(list(members, "required", at + "/members", ProcedureReading::parameter),
                                list(members, "optional", at + "/members", ProcedureReading::parameter)));
    }

    private static @Nullable BigDecimal number(JsonObject from, String name) {
        return from.get(name) instanceof JsonNumber(BigDecimal number) ? number : null;
    }

    private static @Nullable Assertion assertion(JsonValue value, String at) {
        if (value instanceof JsonObject object) {
            String condition = object.text("assert");
            String description = text(object, "description");
            return new Assertion(description.isEmpty() && condition != null ? condition : description,
                    condition == null && description.contains("$.") ? description : condition, at);
        }
        String prose = text(value);
        return prose == null ? null : new Assertion(prose, prose.contains("$.") ? prose : null, at);
    }

    private static @Nullable ErrorRule error(JsonValue value, String at) {
        if (!(value instanceof JsonObject error)) {
            return null;
        }
        String code = error.text("code");
        return code == null
                ? null
                : new ErrorRule(code, ErrorAction.of(text(error, "action")),
                        error.get("status") instanceof JsonNumber(var status) ? status.intValue() : null,
                        text(error, "when"));
    }
}
