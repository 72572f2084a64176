package com.heraerp.changes.adapter.in.http;

import com.heraerp.changes.application.Following;
import com.heraerp.changes.application.port.Sink;
import com.heraerp.changes.domain.Ending;
import com.heraerp.kernel.json.JsonWriter;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One stream of server-sent events. An event is made when the framework asks for one and the connection has room: what a slow
 * client does not take is never made. The framework alone would ask for hundreds ahead.
 */
final class EventStream implements Publisher<byte[]>, Subscription, Sink {

    private static final int ENOUGH = 1 << 20;

    private static final long LOOK_MILLIS = 10;

    private final BooleanSupplier hasRoom;
    private final Function<Sink, Following> follow;
    private final Semaphore demand = new Semaphore(0);
    private final AtomicReference<@Nullable Following> following = new AtomicReference<>();
    private @Nullable Subscriber<? super byte[]> subscriber;

    /**
     * @param hasRoom whether the connection takes more
     * @param follow begins to tell a sink, once somebody reads
     */
    EventStream(BooleanSupplier hasRoom, Function<Sink, Following> follow) {
        this.hasRoom = hasRoom;
        this.follow = follow;
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> reader) {
        subscriber = reader;
        reader.onSubscribe(this);
        following.set(follow.apply(this));
    }

    @Override
    public void request(long wanted) {
        if (demand.availablePermits() < ENOUGH) {
            demand.release((int) Math.min(wanted, ENOUGH));
        }
    }

    @Override
    public void cancel() {
        Following ours = following.get();
        if (ours != null) {
            ours.end(Ending.GONE);
        }
    }

    @Override
    public boolean begin(String cursor, long patienceMillis) throws InterruptedException {
        return send(event("subscribed", cursor).raw("{\"cursor\":\"").raw(cursor).raw("\"}\nretry: 1000"),
                patienceMillis);
    }

    @Override
    public boolean change(String cursor, byte[] item, long patienceMillis) throws InterruptedException {
        return send(event("change", cursor).raw(item), patienceMillis);
    }

    @Override
    public boolean heartbeat(String cursor, long patienceMillis) throws InterruptedException {
        return send(event("heartbeat", cursor).raw("{}"), patienceMillis);
    }

    @Override
    public void end(Ending ending) {
        if (ending != Ending.GONE && demand.tryAcquire()) {
            reader().onNext(terminated(new JsonWriter().raw("event: end\ndata: {\"code\":\"").raw(ending.code())
                    .raw("\",\"reconnect\":").raw(ending.isWorthAnotherTry() ? "true}" : "false}")));
        }
        reader().onComplete();
    }

    private static JsonWriter event(String name, String cursor) {
        return new JsonWriter().raw("id: ").raw(cursor).raw("\nevent: ").raw(name).raw("\ndata: ");
    }

    private boolean send(JsonWriter event, long patienceMillis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (!hasRoom.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        if (!demand.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
            return false;
        }
        reader().onNext(terminated(event));
        return true;
    }

    private static byte[] terminated(JsonWriter event) {
        return event.raw("\n\n").toBytes();
    }

    private Subscriber<? super byte[]> reader() {
        return Objects.requireNonNull(subscriber, "somebody reads");
    }
}
