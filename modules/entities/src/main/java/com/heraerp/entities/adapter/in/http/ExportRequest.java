package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.entities.domain.FieldFilter;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpRequest;
import java.util.Set;

/** What an export is asked for: the filters of a listing, and the form. */
record ExportRequest(EntityQuery query, boolean csv) {

    private static final Set<String> FORMATS = Set.of("ndjson", "csv");

    /**
     * Reads the request's parameters.
     *
     * @throws Refused 400 naming the parameter that is unknown, repeated or no value of its kind
     */
    static ExportRequest read(HttpRequest<?> request) {
        QueryParameters parameters = QueryParameters.of(request, ListRequest.filtersAnd("format"), FieldFilter.PREFIX);
        String format = parameters.text("format");
        if (format != null && !FORMATS.contains(format)) {
            throw Refused.field("format", "format must be ndjson or csv");
        }
        return new ExportRequest(ListRequest.filters(parameters), "csv".equals(format));
    }
}
