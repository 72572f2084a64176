package com.heraerp.client;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.ClientFilter;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;

/** Says in each request who calls. A header that stands there already is left as it is. */
@ClientFilter(Filter.MATCH_ALL_PATTERN)
final class Identification {

    @RequestFilter
    void identify(MutableHttpRequest<?> request) {
        Identity identity = PropagatedContext.getOrEmpty().find(Identity.class).orElse(Identity.NOBODY);
        String token = identity.token().get();
        if (!token.isEmpty() && !request.getHeaders().contains(HttpHeaders.AUTHORIZATION)) {
            request.bearerAuth(token);
        }
        identity.organization()
                .filter(organization -> !request.getHeaders().contains("x-hera-org"))
                .ifPresent(organization -> request.header("x-hera-org", organization.toString()));
    }
}
