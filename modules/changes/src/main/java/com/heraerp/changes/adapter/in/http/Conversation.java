package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.api.FeedQuery.Filter;
import com.heraerp.changes.application.Following;
import com.heraerp.changes.application.LiveChanges;
import com.heraerp.changes.domain.Ending;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.web.ErrorStatus;
import io.micronaut.websocket.WebSocketSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a client says over one WebSocket, one message after the other, and the one subscription it has at a time. */
final class Conversation {

    private static final Set<String> KNOWN = Set.of("type", "entity_type", "transaction_type", "entity_id", "cursor");
    private static final long PATIENCE_MILLIS = 10_000;

    private final WebSocketSession session;
    private final LiveChanges changes;
    private final Supplier<Caller> caller;
    private final String requestId;
    private final ReentrantLock turn = new ReentrantLock(true);
    private @Nullable Following following;
    private @Nullable SocketSink sink;
    private boolean over;

    /** Who calls, and until when his token holds. */
    record Caller(ActorContext actor, Instant expiresAt) {}

    /**
     * @param caller says who calls, as of now
     * @param requestId of the request that opened the connection
     */
    Conversation(WebSocketSession session, LiveChanges changes, Supplier<Caller> caller, String requestId) {
        this.session = session;
        this.changes = changes;
        this.caller = caller;
        this.requestId = requestId;
    }

    void hear(String message) {
        turn.lock();
        try {
            JsonObject said = JsonReader.readObject(message.getBytes(StandardCharsets.UTF_8));
            switch (String.valueOf(said.text("type"))) {
                case "subscribe" -> subscribe(said);
                case "unsubscribe" -> endSubscription();
                case "ping" -> SocketSink.send(session, "{\"type\":\"pong\"}");
                default -> throw Refused.field("type", "type must be subscribe, unsubscribe or ping");
            }
        } catch (Refused refused) {
            SocketSink.send(session, error(refused));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            turn.unlock();
        }
    }

    /** The connection is gone. */
    void end() {
        turn.lock();
        try {
            over = true;
            if (following != null) {
                following.end(Ending.GONE);
            }
        } finally {
            turn.unlock();
        }
    }

    private void subscribe(JsonObject said) throws InterruptedException {
        Filter filter = filter(said);
        Caller now = caller.get();
        Scope scope = new Scope(
                now.actor.organizationId().value(), now.actor.userId(), "", new DatabaseCall());
        LiveChanges.Start start = changes.start(
                new LiveChanges.Command(now.actor, scope, now.expiresAt, filter, said.text("cursor")));
        endSubscription();
        if (!over) {
            SocketSink fresh = new SocketSink(session);
            sink = fresh;
            following = changes.follow(start, fresh);
        }
    }

    private static Filter filter(JsonObject said) {
        for (String name : said.names()) {
            if (!KNOWN.contains(name)) {
                throw Refused.field(name, "Unknown member: " + name);
            }
            if (said.has(name) && !(said.get(name) instanceof JsonString)) {
                throw Refused.field(name, name + " must be a string");
            }
        }
        return Filters.of(said.text("entity_type"), said.text("transaction_type"), said.text("entity_id"));
    }

    /** Nothing of it is sent after this returns. */
    private void endSubscription() throws InterruptedException {
        if (following != null && sink != null) {
            following.end(Ending.REPLACED);
            if (!sink.awaitEnd(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw Refused.because(Refusal.OVERLOADED, "The subscription before has not ended yet").retryable();
            }
            following = null;
        }
    }

    private String error(Refused refused) {
        JsonWriter json = new JsonWriter(256).raw("{\"type\":\"error\",");
        ErrorStatus.write(json, refused);
        return json.raw(",\"request_id\":").string(requestId).raw("}").toString();
    }
}
