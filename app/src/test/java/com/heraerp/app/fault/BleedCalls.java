package com.heraerp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.client.Answer;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One thread's requests as users of two tenants in turn; each answer is looked at for what belongs to somebody else. */
final class BleedCalls {

    /** What the entity names of this proof start with; organization and actor follow, by which they are checked later. */
    static final String PREFIX = "bleed|";

    private static final String ENTITIES = "/api/v2.1/entities";
    private static final String CODE = "\"smart_code\":\"HERA.SALON.PRODUCT.RETAIL.HAIRCARE.v1\"";
    private static final List<Caller> CALLERS = List.of(Caller.LUXE_OWNER, Caller.BELLA_OWNER, Caller.BOTH_IN_LUXE,
            Caller.BOTH_IN_BELLA);
    private static final Map<String, String> FOREIGN_CATEGORY = Map.of(
            Caller.BELLA_OWNER.organization(), "a0000000-0000-4000-8000-0000000000e1",
            Caller.LUXE_OWNER.organization(), "b0000000-0000-4000-8000-0000000000b1");

    private final URI server;
    private final Map<Caller, String> tokens = new HashMap<>();
    private final Map<String, String> lastOfOrganization = new HashMap<>();
    private final int thread;
    private final Random random;
    private final long timeoutMillis;
    private Caller caller = CALLERS.getFirst();
    private int number;
    private int created;
    private int starved;

    /** @param timeoutMillis the server's statement timeout */
    BleedCalls(URI server, int thread, long seed, long timeoutMillis) {
        this.server = server;
        this.thread = thread;
        this.random = new Random(seed + thread);
        this.timeoutMillis = timeoutMillis;
        CALLERS.forEach(each -> tokens.put(each, each.token()));
    }

    /**
     * How it went.
     *
     * @param created entities that were acknowledged
     * @param starved requests refused because connections or time had run out
     */
    record Tally(int created, int starved) {}

    Tally run(int requests) throws IOException, InterruptedException {
        for (number = 0; number < requests; number++) {
            caller = CALLERS.get(random.nextInt(CALLERS.size()));
            int kind = random.nextInt(1_000);
            if (kind < 600) {
                create();
            } else if (kind < 700) {
                askWhoIAm();
            } else if (kind < 780) {
                list();
            } else if (kind < 880) {
                readOne(random.nextBoolean());
            } else if (kind < 950) {
                fail();
            } else if (kind < 996) {
                goAway(ENTITIES, entity("gone", ""), random.nextInt(6));
            } else if (kind < 998) {
                expect(504, send("POST", "/api/v2/rpc/trial_stall", stall()));
            } else {
                goAway("/api/v2/rpc/trial_stall", stall(), 20 + random.nextInt(100));
            }
        }
        return new Tally(created, starved);
    }

    private void create() throws IOException, InterruptedException {
        Answer answer = send("POST", ENTITIES, entity("created", ""));
        if (expect(201, answer)) {
            created++;
            JsonObject body = parsed(answer);
            assertThat(body.text("organization_id")).isEqualTo(caller.organization());
            assertThat(body.text("actor_user_id")).isEqualTo(caller.user());
            lastOfOrganization.put(caller.organization(), String.valueOf(body.text("entity_id")));
        }
    }

    private void askWhoIAm() throws IOException, InterruptedException {
        Answer answer = send("POST", "/api/v2/rpc/trial_whoami", "{}");
        if (expect(200, answer)) {
            JsonObject body = parsed(answer);
            assertThat(body.text("organization_id")).isEqualTo(caller.organization());
            assertThat(body.text("actor_user_id")).isEqualTo(caller.user());
            assertThat(body.text("visible")).isEqualTo(caller.organization());
        }
    }

    private void list() throws IOException, InterruptedException {
        Answer answer = send("GET", ENTITIES + "?entity_type=PRODUCT&order=created_at.desc&limit=3", "");
        if (expect(200, answer)) {
            assertThat(parsed(answer).text("organization_id")).isEqualTo(caller.organization());
            assertNamesOfMine(answer.text());
        }
    }

    private void readOne(boolean mine) throws IOException, InterruptedException {
        String organization = mine ? caller.organization() : otherOrganization();
        String id = lastOfOrganization.get(organization);
        if (id == null) {
            return;
        }
        Answer answer = send("GET", ENTITIES + "/" + id, "");
        if (expect(mine ? 200 : 404, answer)) {
            assertNamesOfMine(answer.text());
        }
    }

    private void fail() throws IOException, InterruptedException {
        switch (random.nextInt(4)) {
            case 0 -> expect(400, send("POST", ENTITIES, "{\"entity_type\":\"PRODUCT\""));
            case 1 -> expect(400, send("POST", ENTITIES, "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"bad\"}"));
            case 2 -> expect(422, send("POST", ENTITIES, entity("foreign",
                    ",\"parent_entity_id\":\"" + FOREIGN_CATEGORY.get(caller.organization()) + "\"")));
            default -> expect(404, send("GET", ENTITIES + "/00000000-0000-4000-8000-000000000000", ""));
        }
    }

    /** Sends the request and closes the socket before the answer, which may or may not be under way. */
    private void goAway(String path, String body, int millis) throws IOException, InterruptedException {
        String request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + tokens.get(caller) + "\r\nx-hera-org: " + caller.organization()
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (Socket socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort())) {
            if (random.nextBoolean()) {
                socket.setSoLinger(true, 0);
            }
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(millis);
        }
    }

    private Answer send(String method, String path, String body)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Answer answer = caller.call(server, String.valueOf(tokens.get(caller)), method, path, body);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        // Stopped before its time means stopped in another request's place
        assertThat(answer.status() == 504 && millis < timeoutMillis).as("stopped after %d ms", millis).isFalse();
        return answer;
    }

    /** Whether the answer is the expected one; otherwise it may only say that connections or time had run out. */
    private boolean expect(int status, Answer answer) {
        if (answer.status() == status) {
            return true;
        }
        assertThat(answer.status()).as("instead of %d: %s", status, answer.text()).isIn(503, 504);
        starved++;
        return false;
    }

    private void assertNamesOfMine(String body) {
        int at = body.indexOf(PREFIX);
        while (at >= 0) {
            assertThat(body.substring(at)).startsWith(PREFIX + caller.organization());
            at = body.indexOf(PREFIX, at + 1);
        }
    }

    private String otherOrganization() {
        return caller.organization().equals(Caller.LUXE_OWNER.organization())
                ? Caller.BELLA_OWNER.organization()
                : Caller.LUXE_OWNER.organization();
    }

    private String entity(String kind, String more) {
        return "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"" + name(kind) + "\"," + CODE
                + ",\"dynamic\":{\"price\":{\"field_type\":\"number\",\"field_value_number\":1.50,"
                + "\"smart_code\":\"HERA.SALON.PRODUCT.FIELD.PRICE.v1\"}}" + more + "}";
    }

    private String stall() {
        return "{\"p_name\":\"" + name("stalled") + "\"}";
    }

    private String name(String kind) {
        return PREFIX + caller.organization() + "|" + caller.user() + "|" + kind + "|" + thread + "|" + number;
    }

    private static JsonObject parsed(Answer answer) {
        return JsonReader.readObject(answer.text().getBytes(StandardCharsets.UTF_8));
    }
}
