package com.heraerp.orchestration.adapter.out.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 exchange with one address. The usual clients look a name up again by themselves, and what it means by then need not be
 * what was checked; here the connection goes to the very address that was. Redirections are answers like any other.
 */
final class WireCall implements AutoCloseable {

    private static final int MOST_BYTES = 1_000_000;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 8_192;

    private final URI url;
    private final Socket socket;

    /** An answer; header names in lower case. */
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    /**
     * Connects, and for https makes sure that the other side is who the name says.
     *
     * @throws IOException when that does not come about; then nothing was sent
     */
    WireCall(URI url, InetAddress address, int timeoutMillis) throws IOException {
        this.url = url;
        boolean secure = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(address, port), timeoutMillis);
            plain.setSoTimeout(timeoutMillis);
            this.socket = secure ? secured(plain, url.getHost(), port) : plain;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket secure = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(plain, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    /**
     * Sends and reads the answer.
     *
     * @throws IOException when there was none, or none that can be read; whether it was obeyed nobody knows
     */
    Answer exchange(String method, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder(256);
        String query = url.getRawQuery() == null ? "" : '?' + url.getRawQuery();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        head.append(method).append(' ').append(path).append(query).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(url.getRawAuthority()).append("\r\nConnection: close\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (body.length > 0 || !method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        request.write(body);
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
        return read(new BufferedInputStream(socket.getInputStream()), method);
    }

    private static Answer read(InputStream in, String method) throws IOException {
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[1-5]\\d\\d")) {
            throw new IOException("the answer is no HTTP/1.1");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MOST_HEADERS) {
                throw new IOException("the answer's headers cannot be read");
            }
            headers.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status[1]);
        if (code < 200 && code != 101) {
            return read(in, method);
        }
        boolean none = method.equals("HEAD") || code == 204 || code == 304;
        return new Answer(code, headers, none ? new byte[0] : body(in, headers));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT).contains("chunked")) {
            return chunks(in);
        }
        String length = headers.get("content-length");
        if (length == null) {
            byte[] all = in.readNBytes(MOST_BYTES + 1);
            return within(all);
        }
        long wanted = length.matches("\\d{1,10}") ? Long.parseLong(length) : Long.MAX_VALUE;
        if (wanted > MOST_BYTES) {
            throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
        }
        byte[] all = in.readNBytes((int) wanted);
        if (all.length < wanted) {
            throw new EOFException("the answer ended too early");
        }
        return all;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            String size = line(in).split(";", 2)[0].strip();
            if (!size.matches("[0-9a-fA-F]{1,7}")) {
                throw new IOException("the answer's chunks cannot be read");
            }
            int wanted = Integer.parseInt(size, 16);
            if (wanted == 0) {
                return within(all.toByteArray());
            }
            byte[] chunk = in.readNBytes(wanted);
            if (chunk.length < wanted || all.size() + wanted > MOST_BYTES) {
                throw new IOException("the answer ended too early, or is too long");
            }
            all.write(chunk);
            line(in);
        }
    }

    private static byte[] within(byte[] all) throws IOException {
        if (all.length > MOST_BYTES) {
            throw new IOException("the answer is longer than " + MOST_BYTES + " bytes");
        }
        return all;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() == LONGEST_LINE) {
                throw new EOFException("the answer ended too early");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
