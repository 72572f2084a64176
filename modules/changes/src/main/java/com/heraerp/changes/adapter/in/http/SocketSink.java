package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.application.port.Sink;
import com.heraerp.changes.domain.Ending;
import com.heraerp.kernel.json.JsonWriter;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A subscription's end of a WebSocket. One message is on its way at a time: what a client does not take is not made. */
final class SocketSink implements Sink {

    private final WebSocketSession session;
    private final CountDownLatch ended = new CountDownLatch(1);

    SocketSink(WebSocketSession session) {
        this.session = session;
    }

    @Override
    public boolean begin(String cursor, long patienceMillis) throws InterruptedException {
        return send(about("subscribed", cursor), patienceMillis);
    }

    /** The item with its type put before its members. */
    @Override
    public boolean change(String cursor, byte[] item, long patienceMillis) throws InterruptedException {
        return send(
                new JsonWriter(item.length + 20).raw("{\"type\":\"change\",").raw(item, 1, item.length - 1).toString(),
                patienceMillis);
    }

    @Override
    public boolean heartbeat(String cursor, long patienceMillis) throws InterruptedException {
        return send(about("heartbeat", cursor), patienceMillis);
    }

    @Override
    public void end(Ending ending) {
        ended.countDown();
        if (ending != Ending.GONE && ending != Ending.REPLACED) {
            send(session, "{\"type\":\"end\",\"code\":\"" + ending.code() + "\",\"reconnect\":"
                    + ending.isWorthAnotherTry() + "}");
            session.close(new CloseReason(ending.closeCode(), ending.code()));
        }
    }

    /** Waits until nothing more is sent; answers whether that came in time. */
    boolean awaitEnd(long patience, TimeUnit unit) throws InterruptedException {
        return ended.await(patience, unit);
    }

    /** Sends without waiting; a client that is gone or slow is found out by others. */
    static void send(WebSocketSession session, String message) {
        if (session.isOpen()) {
            session.sendAsync(message);
        }
    }

    private static String about(String type, String cursor) {
        return "{\"type\":\"" + type + "\",\"cursor\":\"" + cursor + "\"}";
    }

    private boolean send(String message, long patienceMillis) throws InterruptedException {
        if (!session.isOpen()) {
            throw new InterruptedException();
        }
        try {
            session.sendAsync(message).get(patienceMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException slow) {
            return false;
        } catch (ExecutionException gone) {
            throw new InterruptedException();
        }
    }
}
