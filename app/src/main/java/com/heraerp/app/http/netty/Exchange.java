package com.heraerp.app.http.netty;

import com.heraerp.kernel.web.Call;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * A request that was let in, with the call that carries it through the application.
 *
 * @param caller the origin of the page of another site that sent it and may call; null otherwise
 * @param preflight what answers it at its end, when a browser asks what a page may send; null for any other request
 */
record Exchange(Call call, HttpMethod method, long declaredLength, long bodyBytesBefore, @Nullable String caller,
        @Nullable FullHttpResponse preflight) {

    /** The call that its connection works on; one at a time, so a request finds its own here. */
    static final AttributeKey<Call> CALL = AttributeKey.valueOf("hera.call");
}
