package com.heraerp.app.http.netty;

import org.jspecify.annotations.Nullable;

/** What the handlers of one connection know together; touched only on the connection's event loop. */
final class ConnectionState {

    /** The request being answered, null between requests. */
    @Nullable
    Exchange exchange;

    /** Whether the next byte belongs to the head of a request. */
    boolean awaitingHead = true;

    /** When the first byte of an unfinished head arrived, {@link System#nanoTime()}; 0: none has arrived. */
    long headStartedNanos;

    /** Since when the connection has waited for the next request. */
    long idleSinceNanos = System.nanoTime();

    /** Whether any request was ever answered here. */
    boolean hasServed;

    /** Whether the connection was refused and only drains what still arrives. */
    boolean draining;

    /** Whether the connection speaks WebSocket now. */
    boolean upgraded;

    /** Whether bytes are asked for and the client could send. */
    boolean readPending;

    /** Bytes received as request bodies. */
    long bodyBytes;

    /** Bytes handed to the socket's queue. */
    long bytesOut;

    /** Whether a request's body is still arriving. */
    boolean bodyOpen() {
        return !awaitingHead;
    }
}
