package com.heraerp.orchestration.adapter.out.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.TransactionScope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCallProcedureTest {

    private final HttpCallProcedure anywhere = new HttpCallProcedure("localhost, 127.0.0.1", address -> true);
    private final HttpCallProcedure guarded = new HttpCallProcedure(
            "localhost,127.0.0.1,2130706433,169.254.169.254,::1,"
                    + "0x7f.1,10.0.0.1",
            PublicAddresses::include);

    private static Invocation invocation(String inputs) {
        JsonObject given = JsonReader.readObject(inputs.getBytes(StandardCharsets.UTF_8));
        return new Invocation(new UUID(0, 1), "CALL", null,
                given.has("method") ? given : given.toBuilder().put("method", "GET").build(), JsonObject.EMPTY,
                "run:CALL:FORWARD", 1, false, null, Duration.ofSeconds(2), Instant.EPOCH);
    }

    private static String code(Outcome outcome) {
        return outcome instanceof Outcome.Failed(String code, var message, var context) ? code : outcome.toString();
    }

    private Outcome call(HttpCallProcedure procedure, String url) {
        return procedure.handle(invocation("{\"url\":\"" + url + "\"}"), TransactionScope.NONE);
    }

    /** A server for one request that answers {@code answer}; its future is what it was sent. */
    private static CompletableFuture<String> serve(ServerSocket server, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket client = server.accept()) {
                byte[] buffer = new byte[4096];
                int read = client.getInputStream().read(buffer);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                return new String(buffer, 0, read, StandardCharsets.UTF_8);
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        });
    }

    @Test
    void sendsTheKeyAndReadsTheAnswer() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> sent = serve(server, "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"a\"\r\n3\r\n:1}\r\n0\r\n\r\n");

            Outcome outcome = anywhere.handle(invocation("{\"url\":\"http://localhost:" + server.getLocalPort()
                    + "/x?y=1\",\"method\":\"POST\",\"headers\":{\"X-Me\":\"you\"},\"body\":{\"b\":2}}"),
                    TransactionScope.NONE);

            assertThat(((Outcome.Completed) outcome).output().toJson())
                    .contains("\"status\":201").contains("\"body\":{\"a\":1}");
            assertThat(sent.join()).startsWith("POST /x?y=1 HTTP/1.1\r\n")
                    .contains("Idempotency-Key: run:CALL:FORWARD\r\n")
                    .contains("X-Me: you\r\n").endsWith("\r\n\r\n{\"b\":2}");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 404 Not Found         | CLIENT_ERROR
            HTTP/1.1 503 Later             | SERVER_ERROR
            HTTP/1.1 302 There             | Completed
            SSH-2.0-OpenSSH                | Unknown
            HTTP/1.1 200 OK Content-Length | Unknown
            """)
    void tellsWhatCameOfIt(String status, String expected) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String answer = status.endsWith("Content-Length")
                    ? "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"
                    : status + "\r\nContent-Length: 0\r\nLocation: http://127.0.0.1/\r\n\r\n";
            CompletableFuture<String> sent = serve(server, answer);

            assertThat(code(call(anywhere, "http://localhost:" + server.getLocalPort()))).startsWith(expected);
            assertThat(sent.join()).startsWith("GET / HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/", "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/", "http://LOCALHOST/"})
    void connectsToNoPrivateAddress(String url) {
        assertThat(code(call(guarded, url))).isEqualTo("ADDRESS_NOT_ALLOWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/", "http://localhost.example.com/", "http://localhost@example.com/",
        "ftp://localhost/", "//localhost/", "localhost", "http:///x", "http://[::1]/"})
    void connectsToNoHostThatIsNotAllowed(String url) {
        assertThat(code(call(guarded, url))).isIn("HOST_NOT_ALLOWED", "INVALID_REQUEST");
    }

    @Test
    void sendsNoHeaderThatCouldBeTakenForSomethingElse() {
        for (String header : new String[]{"{\"Host\":\"x\"}", "{\"A\":\"b\\r\\nC: d\"}", "{\"A b\":\"c\"}",
            "{\"Transfer-Encoding\":\"chunked\"}"}) {
            assertThat(code(anywhere.handle(invocation("{\"url\":\"http://localhost:1/\",\"headers\":" + header + "}"),
                    TransactionScope.NONE))).as(header).isEqualTo("INVALID_REQUEST");
        }
        assertThat(code(call(anywhere, "http://localhost:1/"))).isEqualTo("UNREACHABLE");
    }

    @ParameterizedTest
    @CsvSource({"8.8.8.8, true", "1.1.1.1, true", "2606:4700:4700::1111, true", "127.1.2.3, false", "10.1.1.1, false",
        "172.16.0.1, false", "172.32.0.1, true", "192.168.1.1, false", "100.64.0.1, false", "169.254.169.254, false",
        "0.0.0.0, false", "255.255.255.255, false", "224.0.0.1, false", "::1, false", "::, false", "fe80::1, false",
        "fd00:ec2::254, false", "::ffff:127.0.0.1, false", "64:ff9b::7f00:1, false", "2002:7f00:1::, false",
        "::127.0.0.1, false"})
    void knowsWhichAddressesArePublic(String address, boolean expected) throws UnknownHostException {
        assertThat(PublicAddresses.include(InetAddress.getByName(address))).isEqualTo(expected);
    }
}
