package com.heraerp.rpc.domain;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A member of {@code hera_entities_bulk_crud_v1}, {@code {entity, dynamic, relationships, options}} or the bare entity, as the
 * arguments of {@code hera_entities_crud_v1} that the function makes of it.
 */
public final class BulkForm {

    private static final String ENTITY = "entity";
    private static final List<String> PARTS = List.of(ENTITY, "dynamic", "relationships", "options");

    private BulkForm() {}

    /** What {@code hera_entities_crud_v1} would be called with for this member. */
    public static JsonObject arguments(@Nullable String action, JsonObject member, @Nullable JsonObject options) {
        JsonObject.Builder arguments = JsonObject.builder();
        if (action != null) {
            arguments.put("p_action", action);
        }
        JsonObject entity = member.object(ENTITY);
        JsonObject.Builder merged = options == null ? JsonObject.builder() : options.toBuilder();
        List.of("atomic", "max_batch_size", "batch_size").forEach(merged::remove);
        if (entity == null) {
            return arguments.put("p_entity", member).put("p_options", merged.build()).build();
        }
        JsonValue id = member.get("entity_id");
        arguments.put("p_entity", id == null ? entity : entity.toBuilder().put("entity_id", id).build());
        for (String part : List.of("dynamic", "relationships")) {
            JsonValue value = member.get(part);
            if (value != null) {
                arguments.put("p_" + part, value);
            }
        }
        JsonObject own = member.object("options");
        if (own != null) {
            own.members().forEach(merged::put);
        }
        return arguments.put("p_options", merged.build()).build();
    }

    /** A member as it is to be written, of such arguments after the rules; its own options are as they were. */
    public static JsonObject member(JsonObject arguments, JsonObject given) {
        JsonObject.Builder member = JsonObject.builder();
        for (String part : PARTS) {
            JsonValue value = part.equals("options")
                    ? given.has(ENTITY) ? given.get(part) : null
                    : arguments.get("p_" + part);
            if (value != null) {
                member.put(part, value);
            }
        }
        return member.build();
    }

    /** What the function reports in place of a member that the rules refused, whose position is told with every violation. */
    public static JsonObject refused(int index, JsonObject given, Refused why) {
        JsonObject.Builder told = JsonObject.builder().put("error", error(why));
        String code = why.violations().isEmpty() ? why.code() : why.violations().getFirst().code();
        told.put("code", code == null ? why.refusal().name().toLowerCase(Locale.ROOT) : code);
        JsonObject context = why.context().toBuilder().put("index", index).build();
        told.put("context", context);
        if (!why.violations().isEmpty()) {
            told.put("violations", new JsonArray(
                    why.violations().stream().<JsonValue>map(violation -> at(index, violation)).toList()));
        }
        JsonObject entity = given.object(ENTITY);
        JsonObject.Builder member = JsonObject.builder().put("refused", told.build());
        for (String name : List.of("entity_id", "id")) {
            String id = entity == null ? given.text(name) : entity.text(name);
            if (id != null) {
                member.put(name, id);
            }
        }
        return member.build();
    }

    /** Callers of this function know a refusal by the code that its text begins with. */
    private static String error(Refused why) {
        if (why.violations().isEmpty()) {
            return why.message();
        }
        boolean smartCode = why.violations().stream().anyMatch(violation -> violation.code().contains("SMART"));
        return (smartCode ? "HERA_SMARTCODE_INVALID: " : "HERA_VALIDATION_FAILED: ")
                + why.violations().stream().map(Violation::message).collect(Collectors.joining("; "));
    }

    private static JsonObject at(int index, Violation violation) {
        JsonObject context = violation.context().toBuilder().put("index", index).build();
        return new Violation(violation.code(), violation.message(), violation.severity(), context).toJson();
    }
}
