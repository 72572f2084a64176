package com.heraerp.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket server that hears one message a connection, says what the test has written down for it, and breaks off. */
final class ScriptedSocket implements AutoCloseable {

    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Queue<Script> script = new ConcurrentLinkedQueue<>();
    private final List<String> handshakes = new CopyOnWriteArrayList<>();
    private final CountDownLatch sent = new CountDownLatch(1);
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private record Script(List<String> messages, boolean stays) {}

    ScriptedSocket() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** What the next connection is told; one text that begins with HTTP is the answer to its handshake instead. */
    ScriptedSocket then(String... messages) {
        script.add(new Script(List.of(messages), false));
        return this;
    }

    /** The same, but the connection is not broken off: with it goes what has not been read, which nobody would say again. */
    void thenStay(String... messages) {
        script.add(new Script(List.of(messages), true));
    }

    List<String> handshakes() {
        return handshakes;
    }

    List<String> heard() {
        return heard;
    }

    /** Opens when the first script has been said to its end. */
    CountDownLatch sent() {
        return sent;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                converse(socket);
            } catch (IOException brokenOff) {
                // The next connection begins anew
            }
        }
    }

    private void converse(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(in.readByte());
        }
        String request = head.toString(StandardCharsets.ISO_8859_1);
        handshakes.add(request);
        Script next = script.poll();
        if (next == null) {
            return;
        }
        List<String> messages = next.messages();
        if (messages.getFirst().startsWith("HTTP")) {
            socket.getOutputStream().write(messages.getFirst().getBytes(StandardCharsets.UTF_8));
            return;
        }
        socket.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Protocol: hera.v1\r\nSec-WebSocket-Accept: " + accept(request) + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        heard.add(message(in));
        for (String message : messages) {
            byte[] text = message.getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(new byte[]{(byte) 0x81, (byte) text.length});
            socket.getOutputStream().write(text);
        }
        sent.countDown();
        if (next.stays()) {
            in.skipNBytes(Long.MAX_VALUE);
        }
    }

    /** One masked frame of less than 64 KB. */
    private static String message(DataInputStream in) throws IOException {
        in.readByte();
        int length = in.readByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length;
        byte[] mask = in.readNBytes(4);
        byte[] text = in.readNBytes(length);
        for (int i = 0; i < text.length; i++) {
            text[i] ^= mask[i % 4];
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String accept(String request) {
        Matcher key = KEY.matcher(request);
        if (!key.find()) {
            throw new IllegalArgumentException(request);
        }
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(
                    (key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
