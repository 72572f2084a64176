package com.heraerp.app.http.netty;

import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Adds up the fragments of a WebSocket message: each is bounded by the decoder, all of them together by nobody else. */
final class FrameWatch {

    /** The longest message a client may send, in bytes. */
    static final int LONGEST_MESSAGE = 65_536;

    private long bytes;

    /** Whether the message that this frame belongs to has become too long. */
    boolean isTooLong(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
            bytes = 0;
        } else if (!(frame instanceof ContinuationWebSocketFrame)) {
            return false;
        }
        bytes += frame.content().readableBytes();
        return bytes > LONGEST_MESSAGE;
    }
}
