package com.heraerp.app.http.netty;

import com.heraerp.kernel.web.Call;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AttributeKey;

/** A request that was let in, with the call that carries it through the application. */
record Exchange(Call call, HttpMethod method, long declaredLength, long bodyBytesBefore) {

    /** The call that its connection works on; one at a time, so a request finds its own here. */
    static final AttributeKey<Call> CALL = AttributeKey.valueOf("hera.call");
}
