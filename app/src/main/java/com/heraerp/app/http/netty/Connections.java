package com.heraerp.app.http.netty;

import com.heraerp.kernel.web.Call;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Where the application asks a connection for the call it works on. */
public final class Connections {

    private Connections() {}

    /** The call that was made when {@code request} arrived; empty when it did not come over one of our connections. */
    public static Optional<Call> callOf(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> ours
                ? Optional.ofNullable(ours.getChannelHandlerContext().channel().attr(Exchange.CALL).get())
                : Optional.empty();
    }

    /** The thread on which {@code request}'s connection is read and written; the caller's own without a connection. */
    public static Executor threadOf(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> ours
                ? ours.getChannelHandlerContext().executor()
                : Runnable::run;
    }
}
