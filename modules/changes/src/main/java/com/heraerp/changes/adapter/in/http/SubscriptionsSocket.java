package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.application.LiveChanges;
import com.heraerp.identity.api.Authenticator;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.Credentials;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** {@code /api/v2.1/subscriptions}: the organization's changes as they happen, over WebSocket. */
@ServerWebSocket(value = "/api/v2.1/subscriptions", subprotocols = Credentials.PROTOCOL)
final class SubscriptionsSocket {

    /** The longest message a client may send, in bytes. */
    static final int LONGEST_MESSAGE = 4_096;

    private static final String CONVERSATION = "hera.conversation";

    private final ReentrantLock beginning = new ReentrantLock();
    private final LiveChanges changes;
    private final Authenticator callers;

    SubscriptionsSocket(LiveChanges changes, Authenticator callers) {
        this.changes = changes;
        this.callers = callers;
    }

    @OnOpen
    @ExecuteOn(TaskExecutors.BLOCKING)
    void open(WebSocketSession session, HttpRequest<?> request, Call call) {
        begun(session, request, call);
    }

    @OnMessage(maxPayloadLength = LONGEST_MESSAGE)
    @ExecuteOn(TaskExecutors.BLOCKING)
    void message(WebSocketSession session, HttpRequest<?> request, Call call, String message) {
        begun(session, request, call).hear(message);
    }

    /** The connection's conversation: a first message may be heard before it is known that the connection is open. */
    private Conversation begun(WebSocketSession session, HttpRequest<?> request, Call call) {
        beginning.lock();
        try {
            return conversation(session).orElseGet(() -> {
                Conversation fresh = conversation(session, request, call);
                session.put(CONVERSATION, fresh);
                return fresh;
            });
        } finally {
            beginning.unlock();
        }
    }

    private Conversation conversation(WebSocketSession session, HttpRequest<?> request, Call call) {
        String authorization = Credentials.of(request);
        String organization = request.getHeaders().get(Authenticator.ORGANIZATION_HEADER);
        return new Conversation(
                session, changes,
                // Asked anew for each subscription: the connection may be older than the right.
                () -> new Conversation.Caller(
                        callers.authenticate(authorization, organization), callers.expiry(authorization)),
                call.requestId());
    }

    /** A client that closes waits for the answer, which the framework leaves to whoever hears of it. */
    @OnClose
    @ExecuteOn(TaskExecutors.BLOCKING)
    void close(WebSocketSession session) {
        conversation(session).ifPresent(Conversation::end);
        session.close(CloseReason.NORMAL);
    }

    /** Whatever goes wrong on a connection ends it; a client comes back with its last cursor. */
    @OnError
    @ExecuteOn(TaskExecutors.BLOCKING)
    void failed(WebSocketSession session, Throwable failure) {
        conversation(session).ifPresent(Conversation::end);
        session.close();
    }

    private static Optional<Conversation> conversation(WebSocketSession session) {
        return session.get(CONVERSATION, Conversation.class);
    }
}
