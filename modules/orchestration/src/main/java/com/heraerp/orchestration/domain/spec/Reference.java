package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value that is looked up when a node runs: {@code $.payload.lines[0].price}, {@code $.nodes.RESERVE.output.id}, {@code
 * $.actor.user_id}, {@code $.run.id}. A text that begins with {@code $$} is a constant that begins with one {@code $}.
 *
 * @param steps names, and positions in arrays as decimal digits in brackets
 */
public record Reference(List<String> steps) {

    public static final Set<String> ROOTS = Set.of("payload", "nodes", "actor", "run");

    private static final Pattern FORM = Pattern.compile("\\$(?:\\.[A-Za-z0-9_-]+|\\[\\d{1,6}])+");
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_-]+)|(\\[\\d+])");

    public Reference {
        steps = List.copyOf(steps);
    }

    public static boolean isReference(String text) {
        return text.startsWith("$.") || text.startsWith("$[");
    }

    /** Reads a reference; empty when it has not its form or begins with no known root. */
    public static Optional<Reference> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            steps.add(step.group(1) == null ? step.group(2) : step.group(1));
        }
        return ROOTS.contains(steps.getFirst()) ? Optional.of(new Reference(steps)) : Optional.empty();
    }

    /** The node whose output this reads; empty when it reads none. */
    public Optional<String> node() {
        return steps.getFirst().equals("nodes") && steps.size() > 1 ? Optional.of(steps.get(1)) : Optional.empty();
    }

    /** The path of the payload's member that this reads, such as {@code path.id} or {@code lines.0}; empty when it reads none. */
    public Optional<String> member() {
        return steps.getFirst().equals("payload") && steps.size() > 1
                ? Optional.of(steps.stream().skip(1).map(step -> step.replaceAll("[\\[\\]]", ""))
                        .collect(Collectors.joining(".")))
                : Optional.empty();
    }

    /** The value under {@code root}; null when it is not there. */
    public @Nullable JsonValue resolve(JsonObject root) {
        JsonValue at = root;
        for (String step : steps) {
            at = step(at, step);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private static @Nullable JsonValue step(JsonValue at, String step) {
        if (at instanceof JsonObject object) {
            return object.get(step);
        }
        if (at instanceof JsonArray array && step.startsWith("[")) {
            int index = Integer.parseInt(step.substring(1, step.length() - 1));
            return index < array.size() ? array.values().get(index) : null;
        }
        return null;
    }

    /**
     * {@code with} with every reference replaced by what it refers to. A reference to nothing leaves its member, or its
     * place in an array, out: whether it was needed is told by the procedure's declared inputs.
     */
    public static JsonObject fill(JsonObject with, JsonObject root) {
        Map<String, JsonValue> filled = new LinkedHashMap<>();
        with.members().forEach((name, value) -> {
            JsonValue found = fill(value, root);
            if (found != null) {
                filled.put(name, found);
            }
        });
        return new JsonObject(filled);
    }

    private static @Nullable JsonValue fill(JsonValue value, JsonObject root) {
        if (value instanceof JsonObject object) {
            return fill(object, root);
        }
        if (value instanceof JsonArray array) {
            List<JsonValue> filled = new ArrayList<>();
            for (JsonValue item : array.values()) {
                JsonValue found = fill(item, root);
                if (found != null) {
                    filled.add(found);
                }
            }
            return new JsonArray(filled);
        }
        if (value instanceof JsonString(String text)) {
            return isReference(text)
                    ? parse(text).map(reference -> reference.resolve(root)).orElse(null)
                    : text.startsWith("$$") ? new JsonString(text.substring(1)) : value;
        }
        return value;
    }

    /** Calls {@code each} with every text below {@code value} that wants to be a reference, and its pointer. */
    public static void eachIn(JsonValue value, String pointer, BiConsumer<String, String> each) {
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> eachIn(member, Document.member(pointer, name), each));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                eachIn(array.values().get(i), pointer + "/" + i, each);
            }
        } else if (value instanceof JsonString(String text) && isReference(text)) {
            each.accept(text, pointer);
        }
    }
}
