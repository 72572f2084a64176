package com.heraerp.kernel.web;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A request's query, read strictly: what is unknown, repeated or no value of its kind is a 400 that names it. */
public final class QueryParameters {

    private final Map<String, List<String>> values;

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** The query of a request whose parameters were read in another way. */
    public static QueryParameters ofValues(Map<String, String> values) {
        Map<String, List<String>> each = new HashMap<>();
        values.forEach((name, value) -> each.put(name, List.of(value)));
        return new QueryParameters(each);
    }

    /**
     * The query of a request that takes the {@code known} parameters and no other, each once.
     *
     * @throws Refused 400 naming all that are unknown, or one that is repeated
     */
    public static QueryParameters of(HttpRequest<?> request, Set<String> known) {
        return read(request, known, name -> false);
    }

    /**
     * The query of a request that takes, beside the {@code known} parameters, any whose name begins with {@code prefix},
     * and those more than once.
     *
     * @throws Refused as {@link #of(HttpRequest, Set)}
     */
    public static QueryParameters of(HttpRequest<?> request, Set<String> known, String prefix) {
        return read(request, known, name -> name.startsWith(prefix));
    }

    private static QueryParameters read(HttpRequest<?> request, Set<String> known, Predicate<String> open) {
        HttpParameters parameters = request.getParameters();
        List<String> unknown = new ArrayList<>(0);
        Map<String, List<String>> values = new HashMap<>();
        for (String name : parameters.names()) {
            List<String> texts = parameters.getAll(name);
            if (!open.test(name) && !known.contains(name)) {
                unknown.add(name);
            } else if (!open.test(name) && texts.size() > 1) {
                throw Refused.field(name, name + " is given more than once");
            }
            values.put(name, texts);
        }
        if (!unknown.isEmpty()) {
            String what = unknown.size() == 1 ? "Unknown query parameter: " : "Unknown query parameters: ";
            throw Refused.because(Refusal.INVALID_REQUEST, what + String.join(", ", unknown))
                    .withContext(JsonObject.builder()
                            .put("parameters", JsonArray.ofTexts(unknown))
                            .build());
        }
        return new QueryParameters(values);
    }

    /**
     * The parameter's text; null when it is absent.
     *
     * @throws Refused 400 for a NUL, which no text in the database holds
     */
    public @Nullable String text(String name) {
        String value = first(name);
        if (value != null && value.indexOf('\0') >= 0) {
            throw Refused.field(name, name + " contains a NUL character");
        }
        return value;
    }

    private @Nullable String first(String name) {
        List<String> texts = values.get(name);
        return texts == null || texts.isEmpty() ? null : texts.getFirst();
    }

    /**
     * The parameters whose names begin with {@code prefix}, sorted by name, each with its texts in order.
     *
     * @throws Refused 400 for a NUL in a name or a text
     */
    public SortedMap<String, List<String>> startingWith(String prefix) {
        SortedMap<String, List<String>> found = new TreeMap<>();
        for (Map.Entry<String, List<String>> entry : values.entrySet()) {
            String name = entry.getKey();
            if (name.startsWith(prefix)) {
                List<String> texts = entry.getValue();
                if (name.indexOf('\0') >= 0 || texts.stream().anyMatch(text -> text.indexOf('\0') >= 0)) {
                    throw Refused.field(name.replace('\0', ' '), "a parameter contains a NUL character");
                }
                found.put(name, texts);
            }
        }
        return found;
    }

    /**
     * The parameter's number; null when it is absent.
     *
     * @throws Refused 400 for anything but a whole number from {@code least} to {@code most}
     */
    public @Nullable Integer integer(String name, int least, int most) {
        String value = first(name);
        if (value == null) {
            return null;
        }
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException none) {
            throw outside(name, least, most);
        }
        if (number < least || number > most) {
            throw outside(name, least, most);
        }
        return number;
    }

    private static Refused outside(String name, int least, int most) {
        String rule = most == Integer.MAX_VALUE ? least + " or more" : "from " + least + " to " + most;
        return Refused.field(name, name + " must be a whole number, " + rule);
    }

    /**
     * The parameter's truth; null when it is absent.
     *
     * @throws Refused 400 for anything but {@code true} and {@code false}
     */
    public @Nullable Boolean truth(String name) {
        String value = first(name);
        return switch (value) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw Refused.field(name, name + " must be true or false");
        };
    }

    /**
     * Text as a UUID in its usual form of 36 characters.
     *
     * @param name what the text is, for the message: a query parameter or a part of the path
     * @throws Refused 400 for anything else
     */
    public static UUID uuid(String name, String text) {
        // UUID.fromString also takes shorter groups, which would make two addresses of one thing.
        if (text.length() == 36) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException malformed) {
                throw Refused.field(name, name + " must be a UUID");
            }
        }
        throw Refused.field(name, name + " must be a UUID");
    }
}
