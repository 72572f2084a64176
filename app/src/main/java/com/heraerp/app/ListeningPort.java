package com.heraerp.app;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.HeraSettings.Mode;
import com.heraerp.kernel.StartRefused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port at which HTTP is to answer: the one asked for, or else the usual one, or another where that does as well. */
final class ListeningPort {

    /** What the framework takes for a port that is free. */
    static final int ANY = -1;

    private final HeraSettings settings;
    private final Probe probe;

    /** Finds out whether a port can be listened on. */
    @FunctionalInterface
    interface Probe {
        void listen(int port) throws IOException;
    }

    ListeningPort(HeraSettings settings, Probe probe) {
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
     * @return {@link #ANY} for one that the system chooses
     * @throws StartRefused when it can not and no other will do: told here, before a database is started for nothing
     */
    int choose() {
        int port = settings.port().orElse(HeraSettings.DEFAULT_PORT);
        if (port == 0) {
            return ANY;
        }
        try {
            probe.listen(port);
            return port;
        } catch (IOException refused) {
            if (mayMove()) {
                return ANY;
            }
            throw refusal(port, refused);
        }
    }

    /** Whether another port does as well as the usual one. */
    boolean mayMove() {
        return settings.port().isEmpty() && settings.database().embedded() && settings.mode() != Mode.PRODUCTION;
    }

    /** What the operator is told. */
    static StartRefused refusal(int port, IOException refused) {
        return StartRefused.variable("PORT", "cannot be listened on: " + port + " (" + refused.getMessage() + ")");
    }
}
