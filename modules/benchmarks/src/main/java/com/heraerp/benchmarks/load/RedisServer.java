package com.heraerp.benchmarks.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A Redis of the measurement's own that keeps nothing on disk, and can be made to stand still or be killed. */
final class RedisServer implements AutoCloseable {

    private final int port = freePort();
    private final redis.embedded.RedisServer server;
    private final long pid;

    RedisServer() throws IOException {
        Set<Long> before = children();
        server = redis.embedded.RedisServer.newRedisServer().port(port).setting("save \"\"").build();
        server.start();
        pid = children().stream().filter(child -> !before.contains(child)).findFirst()
                .orElseThrow(() -> new IOException("Redis did not start"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children()
                .filter(child -> child.info().command().orElse("").contains("redis"))
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** STOP makes it answer nothing while its connections stay open, CONT lets it go on, KILL ends it. */
    void signal(String name) throws IOException, InterruptedException {
        Loads.run(List.of("kill", "-" + name, Long.toString(pid)), Map.of());
    }

    @Override
    public void close() throws IOException {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        server.stop();
    }
}
