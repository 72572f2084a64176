package com.heraerp.client;

import static com.heraerp.client.Given.CODE;
import static com.heraerp.client.Given.CREATED;
import static com.heraerp.client.Given.ID;
import static com.heraerp.client.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entities are sent and read with every digit, in pages, and in batches. */
class EntitiesTest {

    private final ScriptedServer server = new ScriptedServer();
    private final HeraClient hera = server.connection().as(() -> "token", ORGANIZATION);

    EntitiesTest() throws IOException {}

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

    private static String page(String... names) {
        return "{\"data\":[" + String.join(",", List.of(names).stream()
                .map(name -> "{\"id\":\"" + ID + "\",\"entity_name\":\"" + name + "\"}").toList()) + "]";
    }
}
