package com.heraerp.kernel.web;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import io.micronaut.http.HttpRequest;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a listing can be asked, and the reading of it: filters, what the items hold, page and order.
 *
 * @param filters the parameters that narrow it, each with its kind
 * @param includes the {@code include_*} parameters
 * @param sortable the columns it can be ordered by, as {@code order} names them
 */
public record Listing(Map<String, Kind> filters, Set<String> includes, List<String> sortable) {

    /** The largest page. */
    public static final int LARGEST_PAGE = 1000;

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);
    private static final String ASCENDING = ".asc";
    private static final String DESCENDING = ".desc";

    /** What a filter takes. */
    public enum Kind {
        TEXT,
        /** Text that is stored in upper case. */
        TYPE,
        /** A UUID. */
        ID,
        /** An ISO-8601 date, or an instant with its offset. */
        DATE,
        /** Words to search for; blank ones narrow nothing. */
        WORDS
    }

    public Listing {
        filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
        includes = Collections.unmodifiableSet(new LinkedHashSet<>(includes));
        sortable = List.copyOf(sortable);
    }

    /** The names of all parameters. */
    public Set<String> known() {
        Set<String> known = new HashSet<>(filters.keySet());
        known.addAll(includes);
        known.addAll(Set.of("limit", "offset", "cursor"));
        if (!sortable.isEmpty()) {
            known.add("order");
        }
        return known;
    }

    /**
     * What a request asks for and nothing else, by the parameters' names: text, numbers, truth values, and {@code order}
     * as {@code [[column, "asc"|"desc"], …]}.
     *
     * @throws Refused 400 naming the parameter that is unknown, repeated or no value of its kind
     */
    public JsonObject asked(HttpRequest<?> request) {
        return asked(QueryParameters.of(request, known()));
    }

    /** As {@link #asked(HttpRequest)}, of parameters that are known to be known. */
    public JsonObject asked(QueryParameters parameters) {
        JsonObject.Builder asked = JsonObject.builder();
        filters.forEach((name, kind) -> filter(asked, name, kind, parameters));
        includes(asked, includes, parameters);
        page(asked, parameters);
        String order = parameters.text("order");
        if (order != null) {
            asked.put("order", order(order));
        }
        return asked.build();
    }

    /**
     * The {@code include_*} parameters of a read of one item.
     *
     * @param of those that make sense for one
     * @throws Refused as {@link #asked(HttpRequest)}
     */
    public static JsonObject includes(HttpRequest<?> request, Set<String> of) {
        JsonObject.Builder asked = JsonObject.builder();
        includes(asked, of, QueryParameters.of(request, of));
        return asked.build();
    }

    private static void includes(JsonObject.Builder asked, Set<String> names, QueryParameters parameters) {
        for (String name : names) {
            Boolean included = parameters.truth(name);
            if (included != null) {
                asked.put(name, included);
            }
        }
    }

    private static void filter(JsonObject.Builder asked, String name, Kind kind, QueryParameters parameters) {
        String value = parameters.text(name);
        if (value == null || kind == Kind.WORDS && value.isBlank()) {
            return;
        }
        if (value.isEmpty()) {
            throw Refused.field(name, name + " must not be empty");
        }
        asked.put(name, switch (kind) {
            case TEXT, WORDS -> value;
            case TYPE -> value.toUpperCase(Locale.ROOT);
            case ID -> QueryParameters.uuid(name, value).toString();
            case DATE -> date(name, value);
        });
    }

    private static String date(String name, String value) {
        // A plus sign that was not encoded arrives as a blank.
        String text = value.replace(' ', '+');
        int year;
        try {
            year = DATE.parse(text).get(ChronoField.YEAR);
        } catch (DateTimeException notADate) {
            year = 0;
        }
        // The database knows days before Christ and after ten thousand years; no transaction falls on one.
        if (year < 1 || year > 9999) {
            throw Refused.field(name, name + " must be an ISO-8601 date or timestamp");
        }
        return text;
    }

    private static void page(JsonObject.Builder asked, QueryParameters parameters) {
        Integer limit = parameters.integer("limit", 1, LARGEST_PAGE);
        if (limit != null) {
            asked.put("limit", limit);
        }
        Integer offset = parameters.integer("offset", 0, Integer.MAX_VALUE);
        if (offset != null) {
            asked.put("offset", offset);
        }
        String cursor = parameters.text("cursor");
        if (cursor != null) {
            asked.put("cursor", cursor);
        }
        if (cursor != null && offset != null) {
            throw Refused.field("cursor", "offset and cursor exclude each other");
        }
    }

    private JsonArray order(String text) {
        List<JsonValue> keys = new ArrayList<>(2);
        Set<String> named = new HashSet<>();
        for (String part : text.split(",", -1)) {
            String key = part.strip();
            boolean descending = key.endsWith(DESCENDING);
            int suffix = descending ? DESCENDING.length() : key.endsWith(ASCENDING) ? ASCENDING.length() : 0;
            String column = key.substring(0, key.length() - suffix);
            if (!sortable.contains(column)) {
                throw Refused.field("order", "order cannot sort by '" + column + "'; it takes "
                        + String.join(", ", sortable) + ", each with .asc or .desc");
            }
            if (!named.add(column)) {
                throw Refused.field("order", "order names " + column + " twice");
            }
            keys.add(new JsonArray(
                    List.of(new JsonString(column), new JsonString(descending ? "desc" : "asc"))));
        }
        return new JsonArray(keys);
    }
}
