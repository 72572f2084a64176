package com.heraerp.app;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.HeraSettings.Mode;
import com.heraerp.kernel.StartRefused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where HTTP is to answer: at the port asked for, or else at the usual one, or at another where that does as well; and metrics at a
 * port of their own where one is asked for.
 */
final class ListeningPorts {

    /** A port that the system chooses. */
    static final int ANY = 0;

    private static final String PORT = "PORT";
    private static final String METRICS_PORT = "METRICS_PORT";

    private final HeraSettings settings;
    private final Probe probe;

    /** Finds out whether a port can be listened on. */
    @FunctionalInterface
    interface Probe {
        void listen(int port) throws IOException;
    }

    ListeningPorts(HeraSettings settings, Probe probe) {
        this.settings = settings;
        this.probe = probe;
    }

    /** Listens for a moment. */
    static void tryOut(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        }
    }

    /**
     * A port that could be listened on a moment ago.
     *
     * @return {@link #ANY} where any will do
     * @throws StartRefused when a port that must be listened on can not be: told here, before a database is started for nothing
     */
    int choose() {
        int chosen = settings.port().orElse(HeraSettings.DEFAULT_PORT);
        try {
            listen(PORT, chosen);
        } catch (StartRefused refused) {
            if (!mayMove()) {
                throw refused;
            }
            chosen = ANY;
        }
        metricsBeside(chosen).ifPresent(port -> listen(METRICS_PORT, port));
        return chosen;
    }

    private void listen(String variable, int port) {
        try {
            probe.listen(port);
        } catch (IOException refused) {
            throw refusal(variable, port, refused);
        }
    }

    /** Whether another port does as well as the usual one. */
    boolean mayMove() {
        return settings.port().isEmpty() && settings.database().embedded() && settings.mode() != Mode.PRODUCTION;
    }

    /** The framework's settings for answering at {@code chosen}. */
    Map<String, Object> properties(int chosen) {
        OptionalInt metrics = metricsBeside(chosen);
        return metrics.isEmpty()
                ? Map.of("micronaut.server.port", chosen == ANY ? -1 : chosen)
                : Map.of("micronaut.server.netty.listeners.api.port", chosen,
                        "micronaut.server.netty.listeners.metrics.port", metrics.getAsInt(),
                        "hera.metrics-port", metrics.getAsInt());
    }

    /**
     * Where everything but metrics is answered.
     *
     * @param any address at which the framework answers; of several it names one by chance
     * @param bound all ports that are listened on
     */
    URI address(URI any, Set<Integer> bound, int chosen) {
        OptionalInt metrics = metricsBeside(chosen);
        if (metrics.isEmpty()) {
            return any;
        }
        int port = bound.stream().filter(each -> each != metrics.getAsInt()).findAny().orElseThrow();
        return URI.create(any.getScheme() + "://" + any.getHost() + ":" + port);
    }

    /** The port that answers metrics and nothing else; empty when {@code chosen} answers them with the rest. */
    private OptionalInt metricsBeside(int chosen) {
        OptionalInt asked = settings.monitoring().metricsPort();
        return settings.monitoring().enabled() && asked.isPresent() && asked.getAsInt() != chosen
                ? asked
                : OptionalInt.empty();
    }

    /** What the operator is told when a port was taken after it had been found free. */
    StartRefused taken(int chosen, IOException refused) {
        return refusal(metricsBeside(chosen).isPresent() ? PORT + " or " + METRICS_PORT : PORT, chosen, refused);
    }

    private static StartRefused refusal(String variable, int port, IOException refused) {
        return StartRefused.variable(variable, "cannot be listened on: " + port + " (" + refused.getMessage() + ")");
    }
}
