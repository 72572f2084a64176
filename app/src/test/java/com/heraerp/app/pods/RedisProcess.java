package com.heraerp.app.pods;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisServer;

/** A real Redis that keeps nothing on disk, and everything that can happen to it. */
final class RedisProcess implements AutoCloseable {

    private final int port = freePort();
    private RedisServer server = build();
    private long pid = start();

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RedisServer build() {
        try {
            return RedisServer.newRedisServer().port(port).setting("save \"\"").build();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private long start() {
        Set<Long> before = children();
        try {
            server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Set<Long> after = new HashSet<>(children());
        after.removeAll(before);
        return after.iterator().next();
    }

    private static Set<Long> children() {
        Set<Long> ids = new HashSet<>();
        ProcessHandle.current().children()
                .filter(child -> child.info().command().orElse("").contains("redis"))
                .forEach(child -> ids.add(child.pid()));
        return ids;
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** SIGKILL; returns when it is gone. */
    void kill() throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        for (int waited = 0; process.isAlive() && waited < 1_000; waited++) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Starts it anew, empty, at the same address. */
    void restart() {
        server = build();
        pid = start();
    }

    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, Long.toString(pid)).start().waitFor();
    }

    /** Says something to it; the raw answer. */
    String say(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The names of all its keys. */
    List<String> keys() {
        return say("KEYS *").lines().filter(line -> line.startsWith("{")).toList();
    }

    @Override
    public void close() {
        try {
            thaw();
            server.stop();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
