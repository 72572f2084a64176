package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people do about runs and events through HTTP. */
class RunControlJourneyIT {

    private static final String ORCHESTRATIONS = "/api/v2.1/orchestrations";
    private static final String RUNS = "/api/v2.1/orchestration-runs/";
    private static final String EVENTS = "/api/v2.1/orchestration-events";

    private final Caller staff = RunningHera.as(Demo.STAFF);
    private final Caller manager = RunningHera.as(Demo.MANAGER);
    private final Caller admin = RunningHera.as(Demo.ADMIN);

    private static String note(String name, String trigger, String permission) {
        return """
                smart_code: HERA.RETAIL.STOCK.ORCH.%s.v1
                intent: Note something, wait when asked, and fail when asked.
                permission: %s
                triggers:
                  - { on: %s, emit: NOTE.ASKED }
                graph:
                  nodes:
                    - id: NOTE
                      run: HERA.CORE.PROC.ENTITY.CREATE.V1
                      with: { entity_type: NOTE, entity_name: A note, smart_code: HERA.SALON.INV.NOTE.PLAIN.V1 }
                      compensation: HERA.CORE.PROC.ENTITY.DELETE.V1
                    - id: WAIT
                      run: HERA.CORE.PROC.SIGNAL.WAIT.V1
                      when: has($.payload.hold)
                      with: { name: APPROVED }
                    - id: BREAK
                      run: HERA.CORE.PROC.FAIL.V1
                      when: has($.payload.fail) && $.payload.fail == true
                      with: { code: ASKED_TO_FAIL, message: as requested }
                edges:
                  - NOTE.ASKED -> NOTE -> WAIT -> BREAK
                retry_policy: { max_attempts: 1, backoff: exponential }
                """.formatted(name, permission, trigger);
    }

    private String run(String name, String payload) {
        return staff.post(ORCHESTRATIONS + "/HERA.RETAIL.STOCK.ORCH." + name + ".v1/execute",
                "{\"payload\":" + payload + "}").text("run_id");
    }

    private void registered(String yaml) {
        assertThat(admin.post(ORCHESTRATIONS, "application/yaml", yaml).status()).isEqualTo(201);
    }

    @Test
    void forksAFailedRunWithAnotherPayload() {
        registered(note("FORKED", "EVENT.FORKED", "staff"));
        String failed = run("FORKED", "{\"fail\":true}");
        Caller keyed = manager.with("Idempotency-Key", "fork-" + failed);
        String body = "{\"node\":\"NOTE\",\"payload\":{\"fail\":false},\"reason\":\"the flag was wrong\"}";

        assertThat(staff.post(RUNS + failed + "/fork", body).status()).isEqualTo(403);
        assertThat(manager.post(RUNS + failed + "/fork", "{\"reason\":\"x\"}").status()).isEqualTo(400);
        assertThat(manager.post(RUNS + failed + "/fork", body.replace("NOTE", "NOBODY")).status()).isEqualTo(400);
        assertThat(manager.post(RUNS + UUID.randomUUID() + "/fork", body).status()).isEqualTo(404);
        Answer fork = keyed.post(RUNS + failed + "/fork", body);

        assertThat(fork.status()).as(fork.text()).isEqualTo(201);
        String run = fork.text("run_id");
        assertThat(RunningHera.until(() -> staff.get(RUNS + run).text("status"), "COMPLETED")).isEqualTo("COMPLETED");
        Answer again = keyed.post(RUNS + failed + "/fork", body);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("run_id")).isEqualTo(run);
        assertThat(keyed.post(RUNS + failed + "/fork", body.replace("false", "true")).status()).isEqualTo(422);
    }

    @Test
    void cancelsManyRuns() {
        registered(note("MANY", "EVENT.MANY", "staff"));
        String held = run("MANY", "{\"hold\":true}");
        run("MANY", "{\"hold\":true}");
        String body = """
                {"filter":{"smart_code":"HERA.RETAIL.STOCK.ORCH.MANY.v1","status":"WAITING"},"action":"cancel",
                 "reason":"no longer wanted"%s}""";
        assertThat(RunningHera.until(() -> staff.get(RUNS + held).text("status"), "WAITING")).isEqualTo("WAITING");

        assertThat(staff.post(RUNS + "bulk", body.formatted("")).status()).isEqualTo(403);
        assertThat(manager.post(RUNS + "bulk", "{\"action\":\"cancel\",\"reason\":\"all\"}").status()).isEqualTo(400);
        assertThat(manager.post(RUNS + "bulk", body.formatted("").replace("\"cancel\"", "\"explode\"")).status())
                .isEqualTo(400);
        assertThat(manager.post(RUNS + "bulk", body.formatted(",\"limit\":1000,\"rate\":1")).status()).isEqualTo(400);
        for (String wrong : List.of(",\"limit\":0", ",\"limit\":1001", ",\"rate\":0", ",\"rate\":201",
                ",\"runs\":[]")) {
            assertThat(manager.post(RUNS + "bulk", body.formatted(wrong)).status()).as(wrong).isEqualTo(400);
        }
        for (String filter : List.of("\"key\":\"x\"", "\"status\":\"GONE\"", "\"status\":7", "\"node\":null")) {
            assertThat(manager
                    .post(RUNS + "bulk", "{\"action\":\"cancel\",\"reason\":\"all\",\"filter\":{" + filter + "}}")
                    .status()).as(filter).isEqualTo(400);
        }
        Answer trial = manager.post(RUNS + "bulk", body.formatted(",\"dry_run\":true"));
        assertThat(trial.number("matched")).as(trial.text()).isEqualTo(2);
        assertThat(staff.get(RUNS + held).text("status")).isEqualTo("WAITING");

        Answer done = manager.post(RUNS + "bulk", body.formatted(""));

        assertThat(done.number("done")).as(done.text()).isEqualTo(2);
        assertThat(RunningHera.until(() -> staff.get(RUNS + held).text("status"), "CANCELLED")).isEqualTo("CANCELLED");
    }

    @Test
    void streamsARunUntilItHasEnded() {
        registered(note("STREAMED", "EVENT.STREAMED", "staff"));
        String run = run("STREAMED", "{}");
        assertThat(RunningHera.until(() -> staff.get(RUNS + run).text("status"), "COMPLETED")).isEqualTo("COMPLETED");

        Answer stream = staff.get(RUNS + run + "/events");

        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.text()).contains("event: run\n", "\"status\":\"COMPLETED\"").endsWith(
                "event: end\ndata: {\"code\":\"ended\",\"reconnect\":false}\n\n");
        String last = stream.text().replaceAll("(?s).*\nid: (\\d+)\n.*|^id: (\\d+)\n.*", "$1$2");
        assertThat(staff.with("Last-Event-ID", last).get(RUNS + run + "/events").text()).startsWith("event: end");
        assertThat(staff.get(RUNS + UUID.randomUUID() + "/events").status()).isEqualTo(404);
        assertThat(staff.with("Last-Event-ID", "x").get(RUNS + run + "/events").status()).isEqualTo(400);
    }

    @Test
    void startsARunWhenATransactionIsCreatedAndReplaysWhatCouldNot() {
        registered(note("HEARING", "TXN.VOUCHER.CREATED", "manager"));

        String voucher = staff
                .post("/api/v2.1/transactions",
                        """
                {"transaction_type":"VOUCHER","smart_code":"HERA.SALON.POS.TXN.VOUCHER.V1","transaction_date":"2026-03-05"}""")
                .text("transaction_id");

        String dead = EVENTS + "?status=DEAD&name=TXN.VOUCHER.CREATED";
        assertThat(RunningHera.until(() -> Integer.toString(staff.get(dead).items("data").size()), "1")).isEqualTo("1");
        var event = staff.get(dead).items("data").getFirst();
        assertThat(Objects.requireNonNull(event.object("payload")).text("transaction_id")).isEqualTo(voucher);
        assertThat(Objects.requireNonNull(event.array("problems")).toJson()).contains("manager");
        admin.post(ORCHESTRATIONS, "application/yaml", note("HEARING", "TXN.VOUCHER.CREATED", "staff"));
        String replay = EVENTS + '/' + event.text("event_id") + "/replay";
        assertThat(staff.post(replay, "{\"reason\":\"it may now\"}").status()).isEqualTo(403);
        assertThat(manager.post(replay, "{}").status()).isEqualTo(400);
        assertThat(manager.post(EVENTS + '/' + UUID.randomUUID() + "/replay", "{\"reason\":\"x\"}").status())
                .isEqualTo(404);

        assertThat(manager.post(replay, "{\"reason\":\"it may now\"}").status()).isEqualTo(200);

        String runs = "/api/v2.1/orchestration-runs?smart_code=HERA.RETAIL.STOCK.ORCH.HEARING.v1&status=COMPLETED";
        assertThat(RunningHera.until(() -> Integer.toString(staff.get(runs).items("data").size()), "1")).isEqualTo("1");
        assertThat(staff.get(EVENTS + "?status=WRONG").status()).isEqualTo(400);
        assertThat(staff.get(EVENTS + "?limit=1").items("data")).hasSize(1);
    }

    @Test
    void showsWhatIsMeasuredToPrometheus() {
        registered(note("MEASURED", "EVENT.MEASURED", "staff"));
        run("MEASURED", "{}");

        String metrics = RunningHera.anonymously().get("/api/metrics").text();

        assertThat(metrics).contains(
                "hera_orchestration_runs_started_total{code=\"HERA.RETAIL.STOCK.ORCH.MEASURED.V1\"} 1.0",
                "hera_orchestration_node_seconds_count{code=\"HERA.RETAIL.STOCK.ORCH.MEASURED.V1\",node=\"NOTE\",status=\"COMPLETED\"} 1",
                "hera_orchestration_oldest_claimable_seconds", "hera_orchestration_outbox_lag_seconds",
                "jvm_memory_used_bytes");
        assertThat(metrics).doesNotContain(Demo.LUXE.toString(), Demo.STAFF.toString());
    }
}
