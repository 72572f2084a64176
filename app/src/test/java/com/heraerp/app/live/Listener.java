package com.heraerp.app.live;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the subscriptions, and everything it was told. */
public final class Listener implements WebSocket.Listener {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();
    private final List<JsonObject> changes = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private volatile String cursor;
    private WebSocket socket;

    /** Connects with the token in {@code Authorization} and further headers, names and values in turn. */
    public static Listener at(URI server, String token, String... headers) {
        return new Listener().connect(server, token, headers);
    }

    Listener connect(URI server, String token, String... headers) {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder().header("Authorization", "Bearer " + token);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(address(server), this).join();
        return this;
    }

    /** Connects as a browser does, with nothing but subprotocols. */
    static Listener asBrowser(URI server, String token) {
        Listener listener = new Listener();
        listener.socket = CLIENT.newWebSocketBuilder()
                .subprotocols("hera.v1", "bearer." + token)
                .buildAsync(address(server), listener)
                .join();
        return listener;
    }

    static URI address(URI server) {
        return URI.create("ws://" + server.getAuthority() + "/api/v2.1/subscriptions");
    }

    /** The status with which the server refuses the connection. */
    static int refusal(URI server, String token, String... headers) {
        try {
            at(server, token, headers).kill();
            return 101;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
        }
    }

    String protocol() {
        return socket.getSubprotocol();
    }

    public Listener say(String message) {
        socket.sendText(message, true).join();
        return this;
    }

    /** Subscribes with more members, such as {@code ,"entity_type":"PRODUCT"}, and waits until it is told so. */
    public Listener subscribe(String more) throws InterruptedException {
        say("{\"type\":\"subscribe\"" + more + "}");
        JsonObject answer = next();
        if (!"subscribed".equals(answer.text("type"))) {
            throw new AssertionError(answer.toJson());
        }
        cursor = answer.text("cursor");
        return this;
    }

    /** The next message that is no heartbeat. */
    public JsonObject next() throws InterruptedException {
        JsonObject message = messages.poll(60, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came");
        }
        return message;
    }

    /** The last cursor it was told. */
    public String cursor() {
        return cursor;
    }

    /** Every change it was told. */
    public List<JsonObject> changes() {
        return changes;
    }

    /** The code with which the server closed. */
    public int closeCode(long seconds) throws Exception {
        return closed.get(seconds, TimeUnit.SECONDS);
    }

    /** Says goodbye, as a page does that is left. */
    Listener leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        return this;
    }

    /** Breaks the connection without a word. */
    public void kill() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonObject message = JsonReader.readObject(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
            if ("change".equals(message.text("type"))) {
                changes.add(message);
            }
            if (message.text("cursor") != null) {
                cursor = message.text("cursor");
            }
            if (!"heartbeat".equals(message.text("type"))) {
                messages.add(message);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }
}
