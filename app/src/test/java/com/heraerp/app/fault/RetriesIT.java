package com.heraerp.app.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.client.Answer;
import com.heraerp.kernel.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One Idempotency-Key, many calls at once: one of them works, all of them get its answer. Whole in every build. */
class RetriesIT {

    private static final Caller OWNER = Caller.LUXE_OWNER;
    private static final String TOKEN = OWNER.token();
    private static final String ENTITIES = "/api/v2.1/entities";

    private static FaultServer server;

    @BeforeAll
    static void start() {
        server = new FaultServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersAHundredCreationsWithOneKeyAlikeAndAlsoAfterARestart() throws Exception {
        String body = creation("Keyed");
        String first = expectOneWrite(100, 201, "POST", ENTITIES, body, creation("Another"), "create-1");

        assertThat(entitiesNamed("Keyed")).isEqualTo(1);
        assertThat(entitiesNamed("Another")).isZero();
        server.restart();
        Answer late = send("POST", ENTITIES, body, "create-1");
        assertThat(late.status()).isEqualTo(201);
        assertThat(late.replayed()).isTrue();
        assertThat(late.text()).isEqualTo(first);
        assertThat(entitiesNamed("Keyed")).isEqualTo(1);
    }

    @Test
    void revisesOnce() throws Exception {
        String id = created("To revise");
        String body = "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Revised\"}";

        String first = expectOneWrite(20, 200, "PUT", ENTITIES, body, body.replace("Revised", "Again"), "revise-1");

        assertThat(first).contains("\"version\":2");
        assertThat(server.count("select version from public.core_entities where id = '" + id + "'")).isEqualTo(2);
        assertThat(logRows(id)).isEqualTo(2);
    }

    @Test
    void removesOnce() throws Exception {
        String id = created("To remove");
        String body = "{\"entity_id\":\"" + id + "\",\"reason\":\"sold out\"}";

        expectOneWrite(20, 200, "DELETE", ENTITIES, body, body.replace("sold out", "lost"), "remove-1");

        assertThat(logRows(id)).isEqualTo(2);
    }

    @Test
    void removesForGoodOnce() throws Exception {
        String id = created("To remove for good");
        String body = "{\"entity_id\":\"" + id + "\",\"hard_delete\":true,\"cascade\":true,\"reason\":\"sold out\"}";

        expectOneWrite(20, 200, "DELETE", ENTITIES, body, body.replace("sold out", "lost"), "remove-2");

        assertThat(server.count("select count(*) from public.core_entities where id = '" + id + "'")).isZero();
        assertThat(logRows(id)).isEqualTo(2);
    }

    @Test
    void changesInABatchOnce() throws Exception {
        String body = "{\"operations\":[" + operation("Batched 1") + "," + operation("Batched 2") + "]}";

        expectOneWrite(20, 200, "POST", ENTITIES + "/batch", body, body.replace("Batched 2", "Batched 3"), "batch-1");

        assertThat(entitiesNamed("Batched 1")).isEqualTo(1);
        assertThat(entitiesNamed("Batched 2")).isEqualTo(1);
        assertThat(entitiesNamed("Batched 3")).isZero();
    }

    @Test
    void changesInABatchOfWhichSomeFailOnce() throws Exception {
        String missing = "{\"action\":\"DELETE\",\"entity_id\":\"" + UUID.randomUUID() + "\"}";
        String body = "{\"atomic\":false,\"operations\":[" + operation("Half 1") + "," + missing + "]}";

        String first = expectOneWrite(20, 200, "POST", ENTITIES + "/batch", body, body.replace("Half 1", "Half 2"),
                "batch-2");

        assertThat(first).contains("\"status\":201", "\"status\":404");
        assertThat(entitiesNamed("Half 1")).isEqualTo(1);
    }

    @Test
    void callsAFunctionOnce() throws Exception {
        String body = "{\"p_action\":\"CREATE\",\"p_entity\":" + creation("Called") + "}";

        expectOneWrite(20, 200, "POST", "/api/v2/rpc/hera_entities_crud_v2", body, body.replace("Called", "Other"),
                "call-1");

        assertThat(entitiesNamed("Called")).isEqualTo(1);
        assertThat(entitiesNamed("Other")).isZero();
    }

    @Test
    void takesTheSameKeyOfAnotherOrganizationForAnotherWrite() throws Exception {
        Caller other = Caller.BELLA_OWNER;
        send("POST", ENTITIES, creation("Shared key"), "shared-1");

        Answer answer = other.call(
                server.url(), other.token(), "POST", ENTITIES, creation("Shared key"), "Idempotency-Key", "shared-1");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.replayed()).isFalse();
        assertThat(entitiesNamed("Shared key")).isEqualTo(2);
    }

    /** A write that was refused keeps no key: the same key may carry the mended request. */
    @Test
    void keepsNoKeyForARefusedWrite() throws Exception {
        assertThat(send("POST", ENTITIES, "{\"entity_type\":\"PRODUCT\"}", "mended-1").status()).isEqualTo(400);

        assertThat(send("POST", ENTITIES, creation("Mended"), "mended-1").status()).isEqualTo(201);
    }

    private static String expectOneWrite(
            int calls, int status, String method, String path, String body, String otherBody, String key)
            throws Exception {
        List<Answer> answers = Together.run(calls, _ -> () -> send(method, path, body, key));

        assertThat(answers).extracting(Answer::status).as(answers.getFirst().text()).containsOnly(status);
        assertThat(answers.stream().map(Answer::text).distinct()).hasSize(1);
        assertThat(answers.stream().filter(RetriesIT::isReplay)).hasSize(calls - 1);
        Answer conflict = send(method, path, otherBody, key);
        assertThat(conflict.status()).isEqualTo(422);
        assertThat(conflict.text()).contains("\"idempotency_conflict\"");
        return answers.getFirst().text();
    }

    private static boolean isReplay(Answer answer) {
        return answer.replayed();
    }

    private static Answer send(String method, String path, String body, String key)
            throws IOException, InterruptedException {
        return OWNER.call(server.url(), TOKEN, method, path, body, "Idempotency-Key", key);
    }

    private static String created(String name) throws IOException, InterruptedException {
        String answer = OWNER.call(server.url(), TOKEN, "POST", ENTITIES, creation(name)).text();
        String id = JsonReader.readObject(answer.getBytes(StandardCharsets.UTF_8)).text("entity_id");
        return id == null ? "" : id;
    }

    private static String creation(String name) {
        return "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"" + name
                + "\",\"smart_code\":\"HERA.SALON.PRODUCT.RETAIL.HAIRCARE.v1\"}";
    }

    private static String operation(String name) {
        return creation(name).replaceFirst("\\{", "{\"action\":\"CREATE\",");
    }

    private static long entitiesNamed(String name) {
        return server.count("select count(*) from public.core_entities where entity_name = '" + name + "'");
    }

    private static long logRows(String id) {
        return server.count("select count(*) from public.universal_transactions where transaction_type = 'AUDIT'"
                + " and subject_id = '" + id + "'");
    }
}
