package com.heraerp.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.DemoServer;
import com.heraerp.changes.application.LiveChanges;
import com.heraerp.kernel.json.JsonObject;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may listen, to what, how it is asked for, and how it ends. */
class SubscriptionsIT {

    private static final String STREAM = "/api/v2.1/changes/stream";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static DemoServer server;
    private static String token;

    @BeforeAll
    static void start() {
        server = new DemoServer();
        token = server.token(DemoServer.LUXE_OWNER, DemoServer.LUXE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Writer writer() {
        return new Writer(server.url(), token);
    }

    @Test
    void tellsABrowserWhatItSubscribedTo() throws Exception {
        Listener listener = Listener.asBrowser(server.url(), token).subscribe(",\"entity_type\":\"service\"");
        writer().create("PRODUCT", 1);
        String service = writer().create("SERVICE", 1);

        JsonObject change = listener.next();

        assertThat(listener.protocol()).isEqualTo("hera.v1");
        assertThat(change.text("type")).isEqualTo("change");
        assertThat(change.text("entity_id")).isEqualTo(service);
        assertThat(change.text("action")).isEqualTo("CREATE");
        listener.kill();
    }

    @Test
    void followsOneEntityAndChangesItsMind() throws Exception {
        String one = writer().create("PRODUCT", 1);
        String other = writer().create("PRODUCT", 1);
        Listener listener = Listener.at(server.url(), token).subscribe(",\"entity_id\":\"" + one + "\"");

        writer().rename(other, "Not told");
        writer().rename(one, "Told again");
        assertThat(listener.next().text("entity_id")).isEqualTo(one);
        listener.subscribe(",\"entity_id\":\"" + other + "\"");
        writer().rename(one, "Not told");
        writer().rename(other, "Told again");
        assertThat(listener.next().text("entity_id")).isEqualTo(other);
        listener.kill();
    }

    @Test
    void tellsNobodyOfAnotherOrganization() throws Exception {
        Listener bella = Listener.at(server.url(), server.token(DemoServer.BELLA_OWNER, DemoServer.BELLA))
                .subscribe("");
        writer().create("PRODUCT", 1);

        bella.say("{\"type\":\"ping\"}");
        Thread.sleep(1_500);

        assertThat(bella.next().text("type")).isEqualTo("pong");
        assertThat(bella.changes()).isEmpty();
        bella.kill();
    }

    @Test
    void saysWhatIsWrongWithAMessageAndGoesOn() throws Exception {
        Listener listener = Listener.at(server.url(), token);
        for (String wrong : List.of("{", "[]", "{\"type\":\"shout\"}", "{\"type\":\"subscribe\",\"topic\":\"x\"}",
                "{\"type\":\"subscribe\",\"cursor\":\"x\"}", "{\"type\":\"subscribe\",\"entity_id\":\"x\"}",
                "{\"type\":\"subscribe\",\"entity_type\":7}")) {
            JsonObject answer = listener.say(wrong).next();

            assertThat(answer.text("type")).as(wrong).isEqualTo("error");
            assertThat(answer.text("error")).as(wrong).startsWith("invalid_");
        }
        listener.subscribe("");
        listener.kill();
    }

    @Test
    void refusesTheUnknownTheForeignAndTokensInTheAddress() throws Exception {
        assertThat(Listener.refusal(server.url(), "not.a.token")).isEqualTo(401);
        assertThat(Listener.refusal(server.url(), token, "Origin", "https://elsewhere.example")).isEqualTo(403);
        assertThat(Listener.refusal(server.url(), token, "x-hera-org", DemoServer.BELLA.toString())).isEqualTo(403);
        assertThat(status("/api/v2.1/subscriptions?token=" + token)).isEqualTo(401);
        assertThat(status(STREAM + "?access_token=" + token)).isEqualTo(401);
        assertThat(status(STREAM, "Authorization", "Bearer " + token, "Origin", "https://elsewhere.example"))
                .isEqualTo(403);
        assertThat(status("/api/v2.1/subscriptions", "Authorization", "Bearer " + token)).isEqualTo(400);
        assertThat(body("/api/v2.1/subscriptions", "Authorization", "Bearer " + token)).contains("over a WebSocket",
                "\"field\":\"Upgrade\"");
        assertThat(Listener.refusal(server.url(), token, "Origin", server.url().toString())).isEqualTo(101);
    }

    @Test
    void letsPagesListenThatTheOperatorNamed() throws Exception {
        assertThat(Listener.refusal(server.url(), token, "Origin", DemoServer.SHOP)).isEqualTo(101);
        assertThat(status(STREAM + "?limit=1", "Authorization", "Bearer " + token, "Origin", DemoServer.SHOP))
                .as("past the origin, at the parameters")
                .isEqualTo(400);
    }

    @Test
    void answersWhoSaysGoodbye() throws Exception {
        assertThat(Listener.at(server.url(), token).leave().closeCode(10)).isEqualTo(1000);
        assertThat(Listener.asBrowser(server.url(), token).subscribe("").leave().closeCode(10)).isEqualTo(1000);
    }

    @Test
    void closesOnAMessageThatIsTooLong() throws Exception {
        Listener long1 = Listener.at(server.url(), token);
        long1.say("{\"type\":\"" + "x".repeat(5_000) + "\"}");

        assertThat(long1.closeCode(10)).isEqualTo(1009);
    }

    @Test
    void streamsToWhoComesBackWithTheLastEventsId() throws Exception {
        Listener listener = Listener.at(server.url(), token).subscribe("");
        String cursor = listener.cursor();
        listener.kill();
        String id = writer().create("PRODUCT", 1);

        try (Socket socket = stream("Last-Event-ID: " + cursor + "\r\n")) {
            String told = readUntil(socket, "event: change");

            assertThat(told).startsWith("HTTP/1.1 200").contains("text/event-stream", "x-request-id",
                    "event: subscribed");
            assertThat(readUntil(socket, id)).contains(id);
        }
    }

    @Test
    void letsGoOfWhoWasRevokedWithinFiveSeconds() throws Exception {
        String viewer = "a0000000-0000-4000-8000-0000000000a4";
        String theirs = server.token(viewer, DemoServer.LUXE);
        Listener listener = Listener.at(server.url(), theirs).subscribe("");
        try (Socket socket = stream("", theirs)) {
            readUntil(socket, "event: subscribed");
            server.database().execute("delete from public.core_relationships where relationship_type = 'MEMBER_OF'"
                    + " and organization_id = '" + DemoServer.LUXE + "' and from_entity_id = '" + viewer + "'");
            long revoked = System.nanoTime();

            assertThat(listener.closeCode(5)).isEqualTo(4403);
            assertThat(readUntil(socket, "event: end")).contains("event: end");
            assertThat(System.nanoTime() - revoked).isLessThan(TimeUnit.SECONDS.toNanos(5));
        }
        listener.kill();
    }

    /** Thirty who read nothing, of each of whom ten megabytes wait: held in memory that would be 300. */
    @Test
    void dropsWhoDoesNotReadAndKeepsNothingForHim() throws Exception {
        LiveChanges live = server.context().getBean(LiveChanges.class);
        int before = live.count();
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Socket socket = stream("");
            readUntil(socket, "event: subscribed");
            slow.add(socket);
        }
        assertThat(live.count()).isEqualTo(before + 30);
        long used = usedMemory();
        for (int i = 0; i < 100; i++) {
            writer().create("PRODUCT", 100_000);
        }
        long more = usedMemory() - used;
        for (int waited = 0; live.count() > before && waited < 400; waited++) {
            Thread.sleep(100);
        }

        assertThat(more).isLessThan(100_000_000);
        assertThat(live.count()).isLessThanOrEqualTo(before);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    /** As the streams: whoever takes nothing is let go, and costs little until then. */
    @Test
    void dropsWhoDoesNotReadHisWebSocket() throws Exception {
        LiveChanges live = server.context().getBean(LiveChanges.class);
        awaitCount(live, 0);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            slow.add(subscribed());
        }
        awaitCount(live, 10);
        long used = usedMemory();
        for (int i = 0; i < 100; i++) {
            writer().create("PRODUCT", 100_000);
        }
        assertThat(usedMemory() - used).isLessThan(60_000_000);

        awaitCount(live, 0);
        for (Socket socket : slow) {
            socket.close();
        }
    }

    /** He has to read again before the connection is cut for taking nothing; so here he does at once. */
    @Test
    void tellsWhoReadsHisWebSocketAgainWhyHeWasDropped() throws Exception {
        LiveChanges live = server.context().getBean(LiveChanges.class);
        awaitCount(live, 0);
        try (Socket socket = subscribed()) {
            awaitCount(live, 1);
            for (int i = 0; live.count() > 0; i++) {
                assertThat(i).as("never dropped").isLessThan(2_000);
                writer().create("PRODUCT", 100_000);
            }

            assertThat(isTold(socket, "\"code\":\"slow_consumer\"")).isTrue();
        }
    }

    /** Listeners of tests before may take a moment to be found gone. */
    private static void awaitCount(LiveChanges live, int count) throws InterruptedException {
        for (int waited = 0; live.count() != count && waited < 1_600; waited++) {
            Thread.sleep(25);
        }
        assertThat(live.count()).isEqualTo(count);
    }

    /** A WebSocket over a socket that takes little by itself, subscribed to everything. */
    private static Socket subscribed() throws Exception {
        Socket socket = connected();
        socket.getOutputStream().write(("GET /api/v2.1/subscriptions HTTP/1.1\r\nHost: " + server.url().getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(readUntil(socket, "\r\n\r\n")).startsWith("HTTP/1.1 101");
        byte[] text = "{\"type\":\"subscribe\"}".getBytes(StandardCharsets.US_ASCII);
        // A final text frame, masked with zeros.
        socket.getOutputStream().write(new byte[]{(byte) 0x81, (byte) (0x80 | text.length), 0, 0, 0, 0});
        socket.getOutputStream().write(text);
        return socket;
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static int status(String path, String... headers) throws Exception {
        return asked(path, headers).statusCode();
    }

    private static String body(String path, String... headers) throws Exception {
        return asked(path, headers).body();
    }

    private static HttpResponse<String> asked(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static Socket stream(String headers) throws Exception {
        return stream(headers, token);
    }

    /** Asks for a stream over a socket that takes little by itself. */
    private static Socket stream(String headers, String with) throws Exception {
        Socket socket = connected();
        socket.getOutputStream().write(("GET " + STREAM + " HTTP/1.1\r\nHost: " + server.url().getAuthority()
                + "\r\nAuthorization: Bearer " + with + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Whether the words come before the end, megabytes later perhaps. */
    private static boolean isTold(Socket socket, String words) throws Exception {
        byte[] piece = new byte[65_536];
        String seen = "";
        for (int length = 0; length >= 0 && !seen.contains(words); length = socket.getInputStream().read(piece)) {
            String tail = seen.substring(Math.max(0, seen.length() - words.length()));
            seen = tail + new String(piece, 0, length, StandardCharsets.ISO_8859_1);
        }
        return seen.contains(words);
    }

    private static Socket connected() throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8_192);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), server.url().getPort()));
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String readUntil(Socket socket, String wanted) throws Exception {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(wanted, Math.max(0, read.length() - wanted.length())) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("closed after: " + read);
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
