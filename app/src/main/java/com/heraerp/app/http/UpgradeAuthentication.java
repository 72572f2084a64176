package com.heraerp.app.http;

import com.heraerp.app.http.netty.Connections;
import com.heraerp.identity.api.Authenticator;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.Credentials;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/** Asks who calls when a connection is to become a WebSocket: the framework leaves out filters before matching then. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class UpgradeAuthentication implements Ordered {

    private final Authenticator callers;
    private final ExecutorService blocking;

    UpgradeAuthentication(Authenticator callers, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.callers = callers;
        this.blocking = blocking;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    CompletionStage<HttpRequest<?>> authenticate(HttpRequest<?> request) {
        // Clients offer other upgrades, too: HTTP/2 with every first request.
        if (!"websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeaders.UPGRADE))
                || !Below.is(request, "/api/v2.1")) {
            return CompletableFuture.completedFuture(request);
        }
        Call call = Calls.of(request);
        // Back on the connection's own thread the framework changes hands in one go: on any other, a quick client's first
        // message would come in between and find nobody.
        return CompletableFuture.supplyAsync(
                () -> callers.authenticate(
                        Credentials.of(request), request.getHeaders().get(Authenticator.ORGANIZATION_HEADER)),
                blocking)
                .thenApplyAsync(actor -> {
                    call.authenticated(actor);
                    return request;
                }, Connections.threadOf(request));
    }
}
