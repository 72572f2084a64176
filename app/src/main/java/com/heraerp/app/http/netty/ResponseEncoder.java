package com.heraerp.app.http.netty;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Encodes answers; one to HEAD keeps its headers and loses its body. */
final class ResponseEncoder extends HttpResponseEncoder {

    private final ConnectionState state;

    ResponseEncoder(ConnectionState state) {
        this.state = state;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        Exchange exchange = state.exchange;
        return exchange != null && HttpMethod.HEAD.equals(exchange.method()) || super.isContentAlwaysEmpty(response);
    }
}
