package com.heraerp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeraClientTest {

    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private static final UUID ORGANIZATION = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    private static final String CODE = "HERA.SALON.INV.PRODUCT.SHAMPOO.V1";
    private static final String CREATED = "{\"success\":true,\"entity_id\":\"" + ID
            + "\",\"version\":1,\"warnings\":[{\"code\":\"W\",\"message\":\"m\",\"severity\":\"WARNING\"}]}";
    private static final String BUSY = """
            {"error":"overloaded","message":"later","error_code":"CB_001","retryable":true,"request_id":"r"}""";

    private final ScriptedServer server = new ScriptedServer();
    private final HeraClient hera = server.connection().as(() -> "token", ORGANIZATION);

    HeraClientTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void saysWhoCallsAndKeepsEveryDigit() {
        server.then(201, CREATED);

        Stored stored = hera.entities().create(EntityDraft.of("PRODUCT", "Shampoo", CODE)
                .field("price", new BigDecimal("25.00"), "HERA.SALON.INV.DYN.PRICE.V1")
                .field("weight", new BigDecimal("1E+3"), "HERA.SALON.INV.DYN.WEIGHT.V1")
                .pointing("HAS_CATEGORY", ORGANIZATION, "HERA.SALON.INV.REL.CATEGORY.V1"));

        assertThat(stored.id()).isEqualTo(ID);
        assertThat(stored.version()).isEqualTo(1);
        assertThat(stored.warnings()).extracting(HeraError.Finding::code).containsExactly("W");
        ScriptedServer.Asked asked = server.asked().getFirst();
        assertThat(asked.method() + " " + asked.uri()).isEqualTo("POST /api/v2.1/entities");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer token");
        assertThat(asked.header("x-hera-org")).isEqualTo(ORGANIZATION.toString());
        assertThat(asked.header("Content-Type")).isEqualTo("application/json");
        assertThat(asked.header("Idempotency-Key")).hasSize(36);
        assertThat(asked.body()).contains("\"field_value_number\":25.00", "\"field_value_number\":1000",
                "\"relationship_type\":\"HAS_CATEGORY\"");
    }

    @Test
    void readsNumbersWithEveryDigit() {
        server.then(200, "{\"data\":{\"id\":\"" + ID + "\",\"entity_name\":\"a\",\"price\":25.00,\"version\":3,"
                + "\"big\":12345678901234567890.123456789,\"dynamic\":{\"status\":\"odd\"}}}");

        Entity entity = hera.entities().read(ID);

        assertThat(entity.number("price")).contains(new BigDecimal("25.00"));
        assertThat(entity.number("big")).contains(new BigDecimal("12345678901234567890.123456789"));
        assertThat(entity.text("status")).contains("odd");
        assertThat(entity.fields()).containsOnlyKeys("price", "big", "status");
    }

    @Test
    void sendsAWriteAgainUnderTheSameKey() {
        server.then(503, BUSY, "Retry-After", "0").thenBreaksOff().then(201, CREATED, "Idempotency-Replayed", "true");

        Stored stored = hera.entities().create(EntityDraft.of("PRODUCT", "Shampoo", CODE));

        assertThat(stored.replayed()).isTrue();
        assertThat(server.asked()).hasSize(3);
        assertThat(server.asked()).extracting(asked -> asked.header("Idempotency-Key")).containsOnly(
                server.asked().getFirst().header("Idempotency-Key"));
        assertThat(server.asked()).extracting(ScriptedServer.Asked::body).containsOnly(
                server.asked().getFirst().body());
    }

    @Test
    void usesAKeyForOneWriteOnly() {
        server.then(201, CREATED).then(201, CREATED);

        hera.entities().create(EntityDraft.of("PRODUCT", "Shampoo", CODE));
        hera.entities().create(EntityDraft.of("PRODUCT", "Shampoo", CODE));

        assertThat(new HashSet<>(server.asked().stream().map(asked -> asked.header("Idempotency-Key")).toList()))
                .hasSize(2);
    }

    @Test
    void givesUpAfterItsAttempts() {
        server.then(503, BUSY).then(503, BUSY).then(503, BUSY).then(201, CREATED);

        assertThatExceptionOfType(HeraRefusal.ServerFailed.class)
                .isThrownBy(() -> hera.entities().create(EntityDraft.of("PRODUCT", "Shampoo", CODE)));
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void doesNotWaitLongerThanItMay() {
        server.then(429, "{\"error\":\"rate_limited\",\"message\":\"m\",\"retryable\":true}", "Retry-After", "60");

        assertThatExceptionOfType(HeraRefusal.RateLimited.class)
                .isThrownBy(() -> hera.entities().read(ID))
                .satisfies(refused -> assertThat(refused.error().retryAfter()).contains(Duration.ofSeconds(60)));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void handsOnAllThatARefusalSays() {
        server.then(400,
                """
                {"error":"guardrail_violation","message":"Entity validation failed","error_code":"VAL_001","code":"X1",
                 "details":"d","hint":"h","context":{"field":"price","limit":10.50},"retryable":false,
                 "violations":[{"code":"SMARTCODE-REQUIRED","message":"m","severity":"ERROR","context":{"line":2}}],
                 "warnings":[{"code":"W","message":"w","severity":"WARNING"}],"api_version":"v2.1","request_id":"r-1"}""");

        assertThatExceptionOfType(HeraRefusal.Violated.class)
                .isThrownBy(() -> hera.entities().create(EntityDraft.changes()))
                .withMessage("400 guardrail_violation: Entity validation failed")
                .satisfies(refused -> {
                    HeraError error = refused.error();
                    assertThat(error.errorCode()).isEqualTo("VAL_001");
                    assertThat(error.code()).contains("X1");
                    assertThat(error.details()).contains("d");
                    assertThat(error.hint()).contains("h");
                    assertThat(error.requestId()).isEqualTo("r-1");
                    assertThat(error.retryable()).isFalse();
                    assertThat(error.context().path("limit").decimalValue()).isEqualTo(new BigDecimal("10.50"));
                    assertThat(error.violates("SMARTCODE-REQUIRED")).isTrue();
                    assertThat(error.violations().getFirst().context().path("line").intValue()).isEqualTo(2);
                    assertThat(error.warnings()).hasSize(1);
                    assertThat(error.json().path("api_version").asText()).isEqualTo("v2.1");
                });
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"400, BadRequest", "401, Unauthorized", "403, Forbidden", "404, NotFound", "405, BadRequest",
        "409, Conflict", "412, VersionConflict", "415, BadRequest", "422, Unprocessable", "429, RateLimited",
        "500, ServerFailed", "504, ServerFailed"})
    void hasATypeForEachStatus(int status, String type) {
        server.then(status,
                "{\"error\":\"e\",\"message\":\"m\",\"retryable\":false,\"context\":{\"current_version\":7}}");

        assertThatExceptionOfType(HeraRefusal.class)
                .isThrownBy(() -> hera.entities().read(ID))
                .satisfies(refused -> {
                    assertThat(refused.getClass().getSimpleName()).isEqualTo(type);
                    assertThat(refused.error().status()).isEqualTo(status);
                    assertThat(refused.error().error()).isEqualTo("e");
                    if (refused instanceof HeraRefusal.VersionConflict conflict) {
                        assertThat(conflict.currentVersion()).isEqualTo(7);
                    }
                });
    }

    @Test
    void understandsAProxysPageToo() {
        server.then(502, "<html>bad gateway</html>", "Content-Type", "text/html")
                .then(404, "<html>who?</html>", "Content-Type", "text/html");

        assertThatExceptionOfType(HeraRefusal.NotFound.class)
                .isThrownBy(() -> hera.entities().read(ID))
                .satisfies(refused -> assertThat(refused.error().error()).isEqualTo("unknown"));
        assertThat(server.asked()).as("502 without our body is tried again").hasSize(2);
    }

    @Test
    void saysWhenNobodyAnswers() throws IOException {
        URI nobody;
        try (ScriptedServer gone = new ScriptedServer()) {
            nobody = gone.url();
        }
        try (HeraConnection connection = HeraConnection.to(nobody, Retries.NONE, Duration.ofSeconds(5))) {
            assertThatExceptionOfType(NoAnswer.class)
                    .isThrownBy(() -> connection.asNobody().entities().read(ID));
        }
    }

    @Test
    void losesItsPatience() {
        server.thenIsSilent();
        try (HeraConnection connection = HeraConnection.to(server.url(), Retries.NONE, Duration.ofMillis(300))) {
            long begin = System.nanoTime();

            assertThatExceptionOfType(NoAnswer.class).isThrownBy(() -> connection.asNobody().entities().read(ID));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void walksThroughPagesAsTheyAreWanted() {
        server.then(200, page("a", "b") + ",\"next_cursor\":\"c/1+2=\",\"total\":4}")
                .then(200, "{\"data\":[],\"next_cursor\":\"c2\"}")
                .then(200, page("c", "d") + "}");

        Pages<Entity> pages = hera.entities().list(Query.of("entity_type", "PRODUCT").limit(2));
        assertThat(server.asked()).isEmpty();

        assertThat(pages.stream().map(Entity::name)).containsExactly("a", "b", "c", "d");
        assertThat(server.asked()).extracting(ScriptedServer.Asked::uri).containsExactly(
                "/api/v2.1/entities?entity_type=PRODUCT&limit=2",
                "/api/v2.1/entities?entity_type=PRODUCT&limit=2&cursor=c%2F1%2B2%3D",
                "/api/v2.1/entities?entity_type=PRODUCT&limit=2&cursor=c2");
        assertThat(server.asked()).allSatisfy(asked -> assertThat(asked.header("Idempotency-Key")).isEmpty());
    }

    @Test
    void asksForAFieldTwiceAndForOddTexts() {
        server.then(200, page("a") + ",\"total\":1}");

        Page<Entity> page = hera.entities().list(Query.of("dynamic.price", "gte.10").and("dynamic.price", "lt.50")
                .and("dynamic.supplier", "ilike.*Ärzte & \"Söhne\"*").order("dynamic.price.desc,entity_name.asc"))
                .first();

        assertThat(page.total()).contains(1L);
        String uri = server.asked().getFirst().uri();
        assertThat(uri).contains("dynamic.price=gte.10&dynamic.price=lt.50");
        assertThat(URLDecoder.decode(uri, StandardCharsets.UTF_8)).contains(
                "dynamic.supplier=ilike.*Ärzte & \"Söhne\"*",
                "order=dynamic.price.desc,entity_name.asc");
    }

    @Test
    void readsOnlyWhatHasChanged() {
        server.then(304, "", "ETag", "\"3\"").then(200, "{\"data\":{\"id\":\"" + ID + "\",\"version\":4}}");

        assertThat(hera.entities().readIfChanged(ID, 3)).isEmpty();
        assertThat(hera.entities().readIfChanged(ID, 3)).map(Entity::version).contains(4L);
        assertThat(server.asked().getFirst().header("If-None-Match")).isEqualTo("\"3\"");
    }

    @Test
    void changesAndDeletesWhatItNames() {
        server.then(200, CREATED).then(200, CREATED).then(200, CREATED);
        EntityDraft changes = EntityDraft.changes().name("New").field("price", null);

        hera.entities().update(ID, 3, changes);
        hera.entities().update(ID, changes);
        hera.entities().deleteForGood(ID, true, "test");

        assertThat(server.asked().get(0).body()).contains("\"expected_version\":3", "\"price\":null",
                "\"entity_id\":\"" + ID + "\"");
        assertThat(server.asked().get(1).body()).doesNotContain("expected_version");
        assertThat(server.asked().get(2).method()).isEqualTo("DELETE");
        assertThat(server.asked().get(2).body()).contains("\"hard_delete\":true", "\"cascade\":true");
    }

    @Test
    void tellsWhatBecameOfEachOperation() {
        server.then(200,
                "{\"results\":[{\"status\":201,\"entity_id\":\"x\"},{\"status\":409,\"error\":\"conflict\"}]}");

        BatchResult result = hera.entities().batch(Batch.eachForItself()
                .create(EntityDraft.of("PRODUCT", "a", CODE))
                .update(ID, EntityDraft.changes().name("b"))
                .delete(ID));

        assertThat(result.operations()).extracting(BatchResult.Operation::done).containsExactly(true, false);
        assertThat(server.asked().getFirst().body()).startsWith("{\"atomic\":false,\"operations\":[{")
                .contains("\"action\":\"CREATE\"", "\"action\":\"UPDATE\"", "\"action\":\"DELETE\"");
    }

    @Test
    void callsFunctionsByName() {
        server.then(200, "[1.50,2]").then(204, "").then(200, "true");

        assertThat(hera.functions().call("hera_x", Map.of("p_amount", new BigDecimal("1.50"))).get(0).decimalValue())
                .isEqualTo(new BigDecimal("1.50"));
        assertThat(hera.functions().call("hera_y", Map.of()).isMissingNode()).isTrue();
        assertThat(hera.functions().read("hera_z", Query.of("p_code", CODE)).asBoolean()).isTrue();
        assertThat(server.asked().get(0).body()).isEqualTo("{\"p_amount\":1.50}");
        assertThat(server.asked().get(2).method() + server.asked().get(2).uri())
                .isEqualTo("GET/api/v2/rpc/hera_z?p_code=" + CODE);
    }

    @Test
    void writesAFileAsItComes() {
        server.then(200, "{\"a\":1}\n{\"a\":2}\n", "Content-Type", "application/x-ndjson").then(403,
                "{\"error\":\"forbidden\",\"message\":\"no\",\"retryable\":false}");
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        hera.entities().exportTo(FileFormat.NDJSON, Query.of("entity_type", "PRODUCT"), file);

        assertThat(file.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}\n{\"a\":2}\n");
        assertThat(server.asked().getFirst().uri()).isEqualTo(
                "/api/v2.1/entities/export?entity_type=PRODUCT&format=ndjson");
        assertThat(server.asked().getFirst().header("Authorization")).isEqualTo("Bearer token");
        assertThatExceptionOfType(HeraRefusal.Forbidden.class)
                .isThrownBy(() -> hera.entities().exportTo(FileFormat.CSV, Query.ALL, file))
                .withMessage("403 forbidden: no");
    }

    @Test
    void bringsInAFileAndListensToItsProgress() {
        String events = "event: progress\ndata: {\"read\":1}\n\nevent: result\ndata: {\"created\":2}\n\n";
        server.then(200, "event: progress\ndata: {\"read\":1}\n\n", "Content-Type", "text/event-stream")
                .then(200, events, "Content-Type", "text/event-stream")
                .then(200,
                        "event: error\ndata: {\"error\":\"idempotency_conflict\",\"message\":\"m\",\"retryable\":false}\n\n",
                        "Content-Type", "text/event-stream");
        List<JsonNode> progress = new ArrayList<>();
        byte[] file = "{\"a\":1}\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);

        JsonNode report = hera.entities().importFrom(FileFormat.NDJSON, Query.of("mode", "upsert"),
                () -> new ByteArrayInputStream(file), progress::add);

        assertThat(report.path("created").intValue()).isEqualTo(2);
        assertThat(progress).hasSize(2);
        assertThat(server.asked()).as("an import that broke off is sent again").hasSize(2);
        assertThat(server.asked()).allSatisfy(asked -> {
            assertThat(asked.body()).hasSize(file.length);
            assertThat(asked.header("Content-Type")).isEqualTo("application/x-ndjson");
            assertThat(asked.header("Idempotency-Key")).isEqualTo(server.asked().getFirst().header("Idempotency-Key"));
        });
        assertThatExceptionOfType(HeraRefusal.Unprocessable.class).isThrownBy(() -> hera.entities()
                .importFrom(FileFormat.CSV, Query.ALL, () -> new ByteArrayInputStream(new byte[0]), progress::add));
    }

    @Test
    void followsChangesAcrossConnectionsFromWhereItStood() throws InterruptedException {
        server.then(200, "id: c1\nevent: subscribed\ndata: {}\n\nid: c2\nevent: change\ndata: {\"n\":1}\n\n",
                "Content-Type", "text/event-stream")
                .then(503, BUSY).then(503, BUSY).thenBreaksOff().then(503, BUSY).then(502, "away")
                .then(200, """
                        id: c3
                        event: change
                        data: {"n":2}

                        event: end
                        data: {"code":"revoked","reconnect":false}

                        """, "Content-Type", "text/event-stream");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        Changes.Following following = hera.changes().follow(Optional.empty(), Query.of("entity_type", "PRODUCT"),
                new Changes.Follower() {
                    @Override
                    public void changed(JsonNode change) {
                        heard.add(change.toString());
                    }

                    @Override
                    public void ended(String why) {
                        heard.add(why);
                    }
                });

        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("{\"n\":1}");
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("{\"n\":2}");
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("revoked");
        following.close();
        assertThat(server.asked()).hasSize(7).extracting(ScriptedServer.Asked::uri).startsWith(
                "/api/v2.1/changes/stream?entity_type=PRODUCT",
                "/api/v2.1/changes/stream?entity_type=PRODUCT&cursor=c2")
                .endsWith("/api/v2.1/changes/stream?entity_type=PRODUCT&cursor=c2");
    }

    @Test
    void followsNothingThatItMayNotSee() throws InterruptedException {
        server.then(403, "{\"error\":\"forbidden\",\"message\":\"no\",\"retryable\":false}");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        hera.changes().follow(Optional.empty(), Query.ALL, new Changes.Follower() {
            @Override
            public void changed(JsonNode change) {
                heard.add(change.toString());
            }

            @Override
            public void ended(String why) {
                heard.add(why);
            }
        });

        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("403 forbidden: no");
    }

    @Test
    void sendsAnythingOnceAsItIs() {
        server.then(503, BUSY).then(200, "ok", "Content-Type", "text/plain");

        Answer answer = hera.exchange("POST", "/api/v1/salon/x?a=%20b", Map.of("Content-Type", "application/yaml"),
                "a: 1".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(hera.exchange("GET", "/x", Map.of("Authorization", "Basic y"), new byte[0]).text()).isEqualTo("ok");
        assertThat(server.asked().get(0).uri()).isEqualTo("/api/v1/salon/x?a=%20b");
        assertThat(server.asked().get(0).header("Content-Type")).isEqualTo("application/yaml");
        assertThat(server.asked().get(0).body()).isEqualTo("a: 1");
        assertThat(server.asked().get(1).header("Authorization")).isEqualTo("Basic y");
    }

    @Test
    void callsForSeveralUsersOverOneConnection() {
        server.then(200, "{\"data\":[]}").then(200, "{\"data\":[]}").then(200, "{\"data\":[]}");

        server.connection().as(() -> "one").entities().list(Query.ALL).first();
        server.connection().as(() -> "two", ORGANIZATION).entities().list(Query.ALL).first();
        server.connection().asNobody().entities().list(Query.ALL).first();

        assertThat(server.asked()).extracting(asked -> asked.header("Authorization") + asked.header("x-hera-org"))
                .containsExactly("Bearer one", "Bearer two" + ORGANIZATION, "");
    }

    private static String page(String... names) {
        return "{\"data\":[" + String.join(",", List.of(names).stream()
                .map(name -> "{\"id\":\"" + ID + "\",\"entity_name\":\"" + name + "\"}").toList()) + "]";
    }
}
