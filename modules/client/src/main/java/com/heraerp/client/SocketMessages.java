package com.heraerp.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a WebSocket says, one message after the other, to whoever waits for it. A few are held; then the socket's own thread waits, so
 * that a reader who is slow holds the server back and not our memory. (Asking for one message at a time would be the JDK's way, but
 * it does not always tell of an end that comes while it is not reading; so a socket that is silent is pinged, too, and given up when
 * it does not take that.)
 */
final class SocketMessages implements WebSocket.Listener {

    private static final Answer ENDED = Answer.of(200, Map.of(), new byte[0]);
    private static final int HELD = 64;
    private static final long LOOK_MILLIS = 100;
    private static final long LONGEST_SLICE_MILLIS = 5_000;

    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(HELD);
    private volatile boolean over;
    private final StringBuilder message = new StringBuilder();
    private final Duration patience;

    SocketMessages(Duration patience) {
        this.patience = patience;
    }

    /** Hands on until the socket is closed, an error comes, or the listener has had enough. */
    Answer until(WebSocket socket, EventReader.Listener listener) {
        try {
            while (true) {
                Heard next = next(socket);
                if (next.failure != null) {
                    throw new NoAnswer(String.valueOf(next.failure.getMessage()), next.failure);
                }
                Optional<Answer> last = next.text == null ? Optional.of(ENDED) : handOn(next.text, listener);
                if (last.isPresent()) {
                    return last.get();
                }
            }
        } finally {
            over = true;
        }
    }

    /** @return the answer that ends it */
    private static Optional<Answer> handOn(String text, EventReader.Listener listener) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ObjectNode message = Json.read(bytes) instanceof ObjectNode object ? object : Json.object();
        String type = message.path("type").asText();
        if (type.equals("error")) {
            return Optional.of(Answer.of(Streams.status(message.path("error").asText()), Map.of(), bytes));
        }
        message.remove("type");
        String rest = new String(Json.write(message), StandardCharsets.UTF_8);
        return listener.heard(new EventReader.Event(type, message.path("cursor").asText(), rest))
                ? Optional.empty()
                : Optional.of(ENDED);
    }

    private Heard next(WebSocket socket) {
        long slice = Math.min(patience.toMillis() / 20, LONGEST_SLICE_MILLIS);
        try {
            for (long silent = 0; silent < patience.toMillis(); silent += slice) {
                Heard next = heard.poll(slice, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
                socket.sendPing(ByteBuffer.allocate(0)).join();
            }
            return new Heard(null, new IOException("nothing was heard for " + patience));
        } catch (CompletionException gone) {
            return new Heard(null, gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Heard(null, interrupted);
        }
    }

    @Override
    public void onOpen(WebSocket socket) {
        socket.request(Long.MAX_VALUE);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            hold(new Heard(message.toString(), null));
            message.setLength(0);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        hold(new Heard(null, null));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        hold(new Heard(null, failure));
    }

    private void hold(Heard next) {
        try {
            while (!over && !heard.offer(next, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                // As long as somebody reads
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A message, a failure, or, when it is neither, the end. */
    private record Heard(@Nullable String text, @Nullable Throwable failure) {}
}
