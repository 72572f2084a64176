package com.heraerp.app.http.netty;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Call;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Keeps everything but metrics from the port that is theirs alone ({@code METRICS_PORT}). */
final class MetricsPort {

    private static final String PATH = "/api/metrics";

    private final int port;

    /** @param port 0: metrics have no port of their own */
    MetricsPort(int port) {
        this.port = port;
    }

    /** What is wrong with {@code call} where it arrived; null when nothing is. */
    @Nullable
    Refused problem(Call call, Channel channel) {
        boolean here = port != 0 && channel.localAddress() instanceof InetSocketAddress local
                && local.getPort() == port;
        return here && !call.path().equals(PATH)
                ? Refused.because(Refusal.NOT_FOUND, "Only " + PATH + " is answered at this port")
                : null;
    }
}
