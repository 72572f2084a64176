package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.domain.EntityFilter;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.entities.domain.FieldFilter;
import com.heraerp.entities.domain.Include;
import com.heraerp.entities.domain.SortKey;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpRequest;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** The query of a listing, read from the request's parameters. */
record ListRequest(EntityQuery query) {

    private static final EntityFilter[] FILTERS = EntityFilter.values();
    private static final Include[] INCLUDES = Include.values();
    private static final Set<Include> INCLUDES_OF_ONE = EnumSet.complementOf(EnumSet.of(Include.TOTAL));
    private static final Set<String> KNOWN = known();
    private static final Set<String> KNOWN_OF_ONE = names(INCLUDES_OF_ONE);

    private static Set<String> known() {
        Set<String> known = names(Set.of(INCLUDES));
        known.addAll(Set.of("limit", "offset", "cursor", "order"));
        for (EntityFilter filter : FILTERS) {
            known.add(filter.parameter());
        }
        return known;
    }

    private static Set<String> names(Set<Include> includes) {
        Set<String> names = new HashSet<>();
        includes.forEach(include -> names.add(include.parameter()));
        return names;
    }

    /**
     * The query that the parameters ask for.
     *
     * @throws Refused 400 naming the parameter that is unknown, repeated or no value of its kind
     */
    static ListRequest read(HttpRequest<?> request) {
        QueryParameters parameters = QueryParameters.of(request, KNOWN, FieldFilter.PREFIX);
        EntityQuery.Builder query = filtered(parameters);
        for (Include include : INCLUDES) {
            Boolean included = parameters.truth(include.parameter());
            if (included != null) {
                query.include(include, included);
            }
        }
        page(query, parameters);
        String order = parameters.text("order");
        if (order != null) {
            query.order(SortKey.readAll(order));
        }
        return new ListRequest(query.build());
    }

    /** The names of all filters, and one more. */
    static Set<String> filtersAnd(String other) {
        Set<String> names = new HashSet<>();
        names.add(other);
        for (EntityFilter filter : FILTERS) {
            names.add(filter.parameter());
        }
        return names;
    }

    /** The filters among parameters, those on dynamic fields too. */
    static EntityQuery filters(QueryParameters parameters) {
        return filtered(parameters).build();
    }

    private static EntityQuery.Builder filtered(QueryParameters parameters) {
        EntityQuery.Builder query = EntityQuery.builder();
        for (EntityFilter filter : FILTERS) {
            filter(query, filter, parameters);
        }
        parameters.startingWith(FieldFilter.PREFIX).forEach(
                (name, terms) -> query.field(new FieldFilter(name, terms)));
        return query;
    }

    private static void filter(EntityQuery.Builder query, EntityFilter filter, QueryParameters parameters) {
        String value = parameters.text(filter.parameter());
        if (value == null || filter == EntityFilter.Q && value.isBlank()) {
            return;
        }
        if (filter.isId()) {
            QueryParameters.uuid(filter.parameter(), value);
        }
        query.filter(filter, value);
    }

    private static void page(EntityQuery.Builder query, QueryParameters parameters) {
        Integer limit = parameters.integer("limit", 1, EntityQuery.LARGEST_PAGE);
        if (limit != null) {
            query.limit(limit);
        }
        Integer offset = parameters.integer("offset", 0, Integer.MAX_VALUE);
        if (offset != null) {
            query.offset(offset);
        }
        String cursor = parameters.text("cursor");
        if (cursor != null) {
            query.cursor(cursor);
        }
    }

    /**
     * The {@code include_*} parameters of a read of one entity.
     *
     * @throws Refused as {@link #read}
     */
    static JsonObject includesOfOne(HttpRequest<?> request) {
        QueryParameters parameters = QueryParameters.of(request, KNOWN_OF_ONE);
        JsonObject.Builder includes = JsonObject.builder();
        for (Include include : INCLUDES_OF_ONE) {
            Boolean included = parameters.truth(include.parameter());
            if (included != null) {
                includes.put(include.parameter(), included);
            }
        }
        return includes.build();
    }
}
