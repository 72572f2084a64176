package com.heraerp.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters of a listing, by the names that the API gives them.
 *
 * <pre>{@code
 * Query.of("entity_type", "PRODUCT").and("dynamic.price", "gte.10").order("dynamic.price.desc").limit(50)
 * }</pre>
 */
public final class Query {

    /** No parameter. */
    public static final Query ALL = new Query(Map.of());

    private final Map<String, List<String>> parameters;

    private Query(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** One parameter. */
    public static Query of(String name, Object value) {
        return ALL.and(name, value);
    }

    /** One more; a name given twice must be met by both values. */
    public Query and(String name, Object value) {
        Map<String, List<String>> more = new LinkedHashMap<>(parameters);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value.toString());
        more.put(name, List.copyOf(values));
        return new Query(more);
    }

    /** Sorted, such as by {@code dynamic.price.desc,entity_name.asc}. */
    public Query order(String order) {
        return with("order", order);
    }

    /** This many a page, up to 1,000. */
    public Query limit(int limit) {
        return with("limit", Integer.toString(limit));
    }

    /** The page after this cursor. */
    Query after(String cursor) {
        return with("cursor", cursor);
    }

    Map<String, List<String>> parameters() {
        return parameters;
    }

    private Query with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(parameters);
        more.put(name, List.of(value));
        return new Query(more);
    }
}
