package com.heraerp.app.http.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts connections whose client is too slow to be honest. It looks every few seconds instead of setting a timer per
 * request, so that a request costs nothing.
 */
final class Pace extends ChannelDuplexHandler {

    /**
     * What a client may take.
     *
     * @param head from the first byte of a request's head, or from connecting, to the head's end
     * @param idle between requests
     * @param starving how long a body or an answer may move slower than {@code bytesPerSecond}
     * @param bytesPerSecond the slowest honest client
     * @param look how often to look; added to the others at worst
     */
    record Limits(Duration head, Duration idle, Duration starving, int bytesPerSecond, Duration look) {

        /** Head and transfers are cut within 13 seconds. */
        static final Limits DEFAULT = new Limits(
                Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(10), 500, Duration.ofMillis(2_500));
    }

    private final ConnectionState state;
    private final Limits limits;
    private @Nullable ScheduledFuture<?> looking;
    private final Flow in = new Flow();
    private final Flow out = new Flow();

    Pace(ConnectionState state, Limits limits) {
        this.state = state;
        this.limits = limits;
    }

    /** How far one direction came since it last went well. */
    private final class Flow {
        private long sinceNanos;
        private long bytes;

        /** Whether this direction has been too slow for too long; {@code expected} is false while nothing must move. */
        boolean starves(boolean expected, long bytesNow, long now) {
            if (!expected) {
                sinceNanos = 0;
                return false;
            }
            if (sinceNanos == 0) {
                sinceNanos = now;
                bytes = bytesNow;
                return false;
            }
            long elapsed = now - sinceNanos;
            if (elapsed < limits.starving().toNanos()) {
                return false;
            }
            boolean slow = bytesNow - bytes < limits.bytesPerSecond() * TimeUnit.NANOSECONDS.toMillis(elapsed) / 1000;
            sinceNanos = now;
            bytes = bytesNow;
            return slow;
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        long nanos = limits.look().toNanos();
        looking = ctx.executor().scheduleWithFixedDelay(() -> look(ctx.channel()), nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (looking != null) {
            looking.cancel(false);
        }
    }

    private void look(Channel channel) {
        long now = System.nanoTime();
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        long pending = queue == null ? 0 : queue.totalPendingWriteBytes();
        boolean slowReader = out.starves(pending > 0, state.bytesOut - pending, now);
        if (slowReader || !state.upgraded && isTooSlow(now)) {
            channel.close();
        }
    }

    private boolean isTooSlow(long now) {
        if (in.starves(state.bodyOpen() && state.readPending, state.bodyBytes, now)) {
            return true;
        }
        if (state.exchange != null) {
            return false;
        }
        if (state.headStartedNanos != 0) {
            return now - state.headStartedNanos > limits.head().toNanos();
        }
        Duration patience = state.hasServed ? limits.idle() : limits.head();
        return now - state.idleSinceNanos > patience.toNanos();
    }
}
