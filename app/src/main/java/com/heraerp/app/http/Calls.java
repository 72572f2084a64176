package com.heraerp.app.http;

import com.heraerp.app.http.netty.Connections;
import com.heraerp.kernel.web.Call;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.UUID;

/** Finds the call of a request. */
public final class Calls {

    private static final String ATTRIBUTE = "hera.call";

    private Calls() {}

    /** The call of {@code request}: the one its connection made, the same for every reader. */
    public static Call of(HttpRequest<?> request) {
        Optional<Call> kept = request.getAttribute(ATTRIBUTE, Call.class);
        return kept.orElseGet(() -> {
            Call call = Connections.callOf(request).orElseGet(() -> without(request));
            request.setAttribute(ATTRIBUTE, call);
            return call;
        });
    }

    /** For requests that reach the application without a connection of ours, as tests of a single controller do. */
    private static Call without(HttpRequest<?> request) {
        return new Call(
                UUID.randomUUID().toString(), request.getMethodName(), request.getPath(),
                request.getHeaders().get("Idempotency-Key"), System.nanoTime());
    }
}
