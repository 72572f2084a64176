package com.heraerp.app.http;

import com.heraerp.identity.api.Authenticator;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.Credentials;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/**
 * Lets nobody below {@code /api} and {@code /rest} without saying who calls, before it is even known whether the route
 * exists. A caller seen a moment ago passes on the event loop; any other is looked up on a virtual thread.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Authentication implements Ordered {

    private final Authenticator callers;
    private final ExecutorService blocking;

    Authentication(Authenticator callers, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.callers = callers;
        this.blocking = blocking;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** Answers the request itself: the framework takes a stage that ends later with null for a lost request. */
    @RequestFilter
    @PreMatching
    CompletionStage<HttpRequest<?>> authenticate(HttpRequest<?> request, MutablePropagatedContext context) {
        if (!Below.is(request, "/api") && !Below.is(request, "/rest")) {
            return CompletableFuture.completedFuture(request);
        }
        Call call = Calls.of(request);
        context.add(LogContext.of(call, request.getHeaders().get("traceparent")));
        if (PublicRoutes.include(call.path())) {
            return CompletableFuture.completedFuture(request);
        }
        String token = Credentials.of(request);
        String organization = request.getHeaders().get(Authenticator.ORGANIZATION_HEADER);
        ActorContext cached = callers.cached(token, organization);
        if (cached != null) {
            call.authenticated(cached);
            return CompletableFuture.completedFuture(request);
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    call.authenticated(callers.authenticate(token, organization));
                    return request;
                },
                blocking);
    }
}
