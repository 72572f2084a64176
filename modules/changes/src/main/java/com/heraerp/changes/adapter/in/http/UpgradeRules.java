package com.heraerp.changes.adapter.in.http;

import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;

/** What is refused before a connection becomes a WebSocket: foreign pages, and parameters, a token among them. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class UpgradeRules {

    private final Origins origins;

    UpgradeRules(Origins origins) {
        this.origins = origins;
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (!request.getPath().startsWith("/api/v2.1/subscriptions")) {
            return;
        }
        origins.refuseForeign(request);
        QueryParameters.of(request, Set.of());
    }
}
