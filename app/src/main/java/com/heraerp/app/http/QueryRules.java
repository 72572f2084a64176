package com.heraerp.app.http;

import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.TakesQuery;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.Set;

/**
 * Refuses the query of a write that takes none (contract: unknown query parameters are a 400 that names them). Reads check
 * theirs where they use it.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class QueryRules {

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (request.getMethod() == HttpMethod.GET || request.getUri().getRawQuery() == null
                || !Below.is(request, "/api/v2.1") && !Below.is(request, "/api/v1/transactions")) {
            return;
        }
        RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        if (route instanceof AnnotationMetadataProvider method
                && !method.getAnnotationMetadata().hasAnnotation(TakesQuery.class)) {
            QueryParameters.of(request, Set.of());
        }
    }
}
