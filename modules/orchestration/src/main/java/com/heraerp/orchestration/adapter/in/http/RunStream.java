package com.heraerp.orchestration.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.application.FollowRun;
import com.heraerp.orchestration.application.ReadRuns;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of a run's changes. An event is made when the client takes it: of changes that come faster it gets the latest. A stream
 * ends after a while also when the run does not, so that whoever lost the right to see it does not go on; a browser comes back
 * by itself and goes on where it was.
 */
final class RunStream implements Publisher<byte[]>, Subscription, FollowRun.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(RunStream.class);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_MILLIS = 50;

    private final BooleanSupplier hasRoom;
    private final Following follow;
    private final Semaphore demand = new Semaphore(0);
    private final long begun = System.nanoTime();
    private volatile boolean cancelled;
    private boolean tooSlow;
    private long spoke = begun;
    private @Nullable Subscriber<? super byte[]> subscriber;

    /** Tells the stream of changes until the run has ended, and says whether it has. */
    @FunctionalInterface
    interface Following {
        boolean tell(RunStream stream) throws InterruptedException;
    }

    RunStream(BooleanSupplier hasRoom, Following follow) {
        this.hasRoom = hasRoom;
        this.follow = follow;
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> reader) {
        subscriber = reader;
        reader.onSubscribe(this);
        Thread.ofVirtual().name("run-stream").start(this::tell);
    }

    private void tell() {
        try {
            String why = follow.tell(this)
                    ? "{\"code\":\"ended\",\"reconnect\":false}"
                    : "{\"code\":\"again\",\"reconnect\":true}";
            send("event: end\ndata: " + why + "\n\n");
        } catch (Refused refused) {
            LOG.debug("a stream ends: {}", refused.message());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            if (!cancelled) {
                reader().onComplete();
            }
        }
    }

    @Override
    public boolean listens() {
        long now = System.nanoTime();
        if (now - spoke > HEARTBEAT_NANOS && hasRoom.getAsBoolean() && demand.tryAcquire()) {
            give(": still here\n\n");
        }
        return !cancelled && !tooSlow && now - begun < LONGEST_NANOS;
    }

    @Override
    public void changed(long seq, ReadRuns.Found found) throws InterruptedException {
        JsonObject view = RunAnswers.view(found.run(), found.plan());
        send("id: " + seq + "\nevent: run\nretry: 1000\ndata: " + view.toJson() + "\n\n");
    }

    private void send(String event) throws InterruptedException {
        while (!cancelled && !(hasRoom.getAsBoolean() && demand.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS))) {
            if (System.nanoTime() - begun > LONGEST_NANOS * 2) {
                tooSlow = true;
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        if (!cancelled) {
            give(event);
        }
    }

    private void give(String event) {
        spoke = System.nanoTime();
        reader().onNext(event.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void request(long wanted) {
        demand.release((int) Math.min(wanted, 1_024 - Math.min(1_024, demand.availablePermits())));
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    private Subscriber<? super byte[]> reader() {
        return Objects.requireNonNull(subscriber, "somebody reads");
    }
}
