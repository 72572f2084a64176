package com.heraerp.client;

import static com.heraerp.client.Given.BUSY;
import static com.heraerp.client.Given.CODE;
import static com.heraerp.client.Given.ID;
import static com.heraerp.client.Given.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators do is one request each, with its reason, and safe to send again. */
class OperatorTest {

    private static final String RUNS = "/api/v2.1/orchestration-runs/";

    private final ScriptedServer server = new ScriptedServer();
    private final Operator operator = server.connection().as(() -> "token", ORGANIZATION).operator();

    OperatorTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void actsOnARun() {
        acts("cancel", operator::cancel);
        acts("terminate", operator::terminate);
        acts("pause", operator::pause);
        acts("resume", operator::resume);
        acts("redrive", operator::redrive);
        acts("nodes/PAY/retry", (run, why) -> operator.retry(run, "PAY", why));
        acts("nodes/PAY/skip", (run, why) -> operator.skip(run, "PAY", why));
    }

    private void acts(String path, BiFunction<UUID, String, JsonNode> act) {
        int before = server.asked().size();
        server.then(503, BUSY).then(200, "{\"status\":\"RUNNING\"}");

        assertThat(act.apply(ID, "as asked").path("status").asText()).isEqualTo("RUNNING");

        assertThat(server.asked().subList(before, before + 2)).allSatisfy(asked -> {
            assertThat(asked.method() + " " + asked.uri()).isEqualTo("POST " + RUNS + ID + "/" + path);
            assertThat(asked.body()).isEqualTo("{\"reason\":\"as asked\"}");
            assertThat(asked.header("Idempotency-Key")).hasSize(36)
                    .isEqualTo(server.asked().get(before).header("Idempotency-Key"));
        });
    }

    @Test
    void forksUnderTheCallersKey() {
        server.then(201, "{\"run_id\":\"x\"}").then(200, "{\"run_id\":\"x\"}");

        operator.fork(ID, "PAY", Optional.of(Json.object().put("fail", false)), Optional.of("mine"), "again");
        operator.fork(ID, "PAY", Optional.empty(), Optional.empty(), "again");

        assertThat(server.asked().getFirst().uri()).isEqualTo(RUNS + ID + "/fork");
        assertThat(server.asked()).extracting(ScriptedServer.Asked::body).containsExactly(
                "{\"reason\":\"again\",\"node\":\"PAY\",\"payload\":{\"fail\":false}}",
                "{\"reason\":\"again\",\"node\":\"PAY\"}");
        assertThat(server.asked().get(0).header("Idempotency-Key")).isEqualTo("mine");
        assertThat(server.asked().get(1).header("Idempotency-Key")).hasSize(36);
    }

    @Test
    void actsOnMany() {
        server.then(200, "{\"done\":2}");

        assertThat(
                operator.bulk(Bulk.of(Bulk.Act.REDRIVE, Query.of("smart_code", CODE).and("status", "FAILED"), "mended")
                        .limit(7).rate(3).tried()).path("done").intValue())
                .isEqualTo(2);

        assertThat(server.asked().getFirst().uri()).isEqualTo(RUNS + "bulk");
        assertThat(server.asked().getFirst().body()).isEqualTo(
                "{\"action\":\"redrive\",\"limit\":7,\"rate\":3,\"dry_run\":true,\"reason\":\"mended\",\"filter\":{\"smart_code\":\""
                        + CODE + "\",\"status\":\"FAILED\"}}");
    }

    @Test
    void replaysEvents() {
        server.then(200, "{\"data\":[{\"id\":1}]}").then(200, "{\"data\":{\"status\":\"DONE\"}}");

        assertThat(operator.events(Query.of("status", "DEAD"))).hasSize(1);
        assertThat(operator.replay(ID, "mended").path("status").asText()).isEqualTo("DONE");

        assertThat(server.asked()).extracting(ScriptedServer.Asked::uri).containsExactly(
                "/api/v2.1/orchestration-events?status=DEAD", "/api/v2.1/orchestration-events/" + ID + "/replay");
    }
}
