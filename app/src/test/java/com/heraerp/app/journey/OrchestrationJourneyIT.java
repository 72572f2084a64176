package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workflows through HTTP: written down, registered, run by their own routes, watched and stopped. */
class OrchestrationJourneyIT {

    private static final String PROCEDURES = "/api/v2.1/procedures";
    private static final String ORCHESTRATIONS = "/api/v2.1/orchestrations";
    private static final String RUNS = "/api/v2.1/orchestration-runs/";
    private static final String CARTS = "/api/v1/salon/pos/carts/";
    private static final String MASK = "a0000000-0000-4000-8000-000000000103";

    private final Caller staff = RunningHera.as(Demo.STAFF);
    private final Caller manager = RunningHera.as(Demo.MANAGER);
    private final Caller admin = RunningHera.as(Demo.ADMIN);

    /** The contract's example under a code and a route of its own. */
    private static String newProduct(String name, String more) {
        return """
                smart_code: HERA.RETAIL.STOCK.ORCH.%1$s.v1
                intent: Create a product and, when asked, fail, so that the product is removed again.
                triggers:
                  - on: API.POST./api/v1/retail/%1$s/:code
                    emit: RETAIL.PRODUCT.REQUESTED
                graph:
                  nodes:
                    - id: CREATE
                      run: HERA.CORE.PROC.ENTITY.CREATE.V1
                      with: { entity_type: PRODUCT, entity_name: $.payload.name, entity_code: $.payload.path.code,
                              smart_code: HERA.SALON.INV.PRODUCT.SHAMPOO.V1 }
                      compensation: HERA.CORE.PROC.ENTITY.DELETE.V1
                    - id: BREAK
                      run: HERA.CORE.PROC.FAIL.V1
                      when: has($.payload.fail) && $.payload.fail == true
                      with: { code: ASKED_TO_FAIL, message: as requested }
                    - id: WAIT
                      run: HERA.CORE.PROC.SIGNAL.WAIT.V1
                      when: has($.payload.hold)
                      with: { name: APPROVED }
                edges:
                  - RETAIL.PRODUCT.REQUESTED → CREATE → BREAK → WAIT
                %2$s
                transaction_boundaries:
                  - { name: create_txn, applies_to: [CREATE] }
                retry_policy: { max_attempts: 1, backoff: exponential }
                compensation_policy: { auto_compensate: true }
                """.formatted(name, more);
    }

    private Answer register(String yaml) {
        return admin.post(ORCHESTRATIONS, "application/yaml", yaml);
    }

    private String cart() {
        return staff.post("/api/v2.1/transactions", """
                {"transaction_type":"POS_CART","smart_code":"HERA.SALON.POS.CART.TXN.OPEN.V1",
                 "transaction_date":"2026-03-05","transaction_status":"OPEN","business_context":{"branch_id":"%s"}}"""
                .formatted(Demo.BRANCH)).text("transaction_id");
    }

    @Test
    void registersRunsAndUndoesTheContractsExample() {
        assertThat(register(newProduct("NEW_PRODUCT", "")).status()).isEqualTo(201);
        Answer again = register(newProduct("NEW_PRODUCT", ""));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("status")).isEqualTo("unchanged");

        Answer made = staff.post("/api/v1/retail/NEW_PRODUCT/J-1", "{\"name\":\"Rose\"}");
        Answer failed = staff.post("/api/v1/retail/NEW_PRODUCT/J-2", "{\"name\":\"Rose\",\"fail\":true}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("status")).isEqualTo("COMPLETED");
        assertThat(failed.status()).isEqualTo(422);
        assertThat(failed.text("code")).isEqualTo("ASKED_TO_FAIL");
        String run = Objects.requireNonNull(failed.json().object("context")).text("run_id");
        assertThat(staff.get(RUNS + run).text("status")).isEqualTo("COMPENSATED");
        assertThat(staff.get(RUNS + run + "/explain").text("explanation")).contains("undone").contains("ASKED_TO_FAIL");
        assertThat(staff.get("/api/v2.1/entities?entity_code=J-2").items("data")).isEmpty();
        assertThat(staff.get("/api/v2.1/entities?entity_code=J-1").items("data")).hasSize(1);
    }

    @Test
    void listsEveryProblemOfAnInvalidOneWithItsLine() {
        Answer refused = register(newProduct("BROKEN", "  - CREATE -> NOBODY")
                .replace("HERA.CORE.PROC.FAIL.V1", "HERA.CORE.PROC.FALL.V1"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.items("violations")).extracting(violation -> violation.text("code"))
                .contains("PROCEDURE_UNKNOWN", "NODE_UNKNOWN");
        assertThat(refused.items("violations")).allSatisfy(violation -> assertThat(
                Objects.requireNonNull(violation.object("context")).has("line")).isTrue());
        assertThat(staff.get(ORCHESTRATIONS + "/HERA.RETAIL.STOCK.ORCH.BROKEN.v1").status()).isEqualTo(404);
    }

    @Test
    void examinesWithoutRegistering() {
        Answer examined = staff.post(ORCHESTRATIONS + "/HERA.RETAIL.STOCK.ORCH.LATER.v1/validate", "application/yaml",
                newProduct("LATER", ""));

        assertThat(examined.status()).isEqualTo(200);
        assertThat(examined.json().isTrue("valid")).isTrue();
        assertThat(staff.get(ORCHESTRATIONS + "/HERA.RETAIL.STOCK.ORCH.LATER.v1").status()).isEqualTo(404);
        assertThat(staff.post(ORCHESTRATIONS + "/HERA.SALON.POS.ORCH.CART_LINE_MGMT.V1/validate", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void simulatesOnRealDataAndTakesItBack() {
        String simulate = ORCHESTRATIONS + "/HERA.SALON.POS.ORCH.CART_LINE_MGMT.V1/simulate";
        String cart = cart();
        String body = "{\"mode\":\"real\",\"payload\":{\"path\":{\"id\":\"" + cart + "\"},\"line_type\":\"RETAIL\","
                + "\"entity_id\":\"" + MASK + "\",\"quantity\":1}}";
        String before = staff.get("/api/v2.1/transactions/" + cart).header("ETag");

        Answer told = staff.post(simulate, body);

        assertThat(told.status()).as(told.text()).isEqualTo(200);
        assertThat(told.text("status")).isEqualTo("COMPLETED");
        assertThat(told.items("changes")).extracting(row -> row.text("action") + ' ' + row.text("table"))
                .contains("INSERT universal_transaction_lines", "INSERT core_relationships",
                        "UPDATE universal_transactions");
        assertThat(told.items("compensation_plan")).extracting(each -> each.text("node"))
                .containsExactly("PERSIST_ADD", "RESERVE_SOFT");
        assertThat(staff.get("/api/v2.1/transactions/" + cart).header("ETag")).isEqualTo(before);
        assertThat(staff.post(simulate, body.replace("real", "static")).items("steps")).hasSize(3);
        assertThat(staff.post(simulate, body.replace("real", "unreal")).status()).isEqualTo(400);
    }

    @Test
    void simulatesWithoutEffectAndDraws() {
        String code = ORCHESTRATIONS + "/HERA.SALON.POS.ORCH.CART_LINE_MGMT.V1";
        String payload = "{\"payload\":{\"path\":{\"id\":\"" + MASK + "\"},\"line_type\":\"RETAIL\",\"entity_id\":\""
                + MASK + "\",\"quantity\":1}";

        Answer sold = staff.post(code + "/simulate", payload + "}");
        Answer undone = staff.post(code + "/simulate", payload
                + ",\"mocks\":{\"REPRICE_AFTER_ADD\":[{\"error\":{\"code\":\"CART_CLOSED\",\"message\":\"closed\"}}]}}");

        assertThat(sold.text("status")).as(sold.text()).isEqualTo("COMPLETED");
        assertThat(undone.text("status")).isEqualTo("COMPENSATED");
        assertThat(undone.items("history")).extracting(each -> each.text("phase") + ' ' + each.text("node"))
                .containsSubsequence("UNDO PERSIST_ADD", "UNDO RESERVE_SOFT");
        assertThat(staff.post(code + "/simulate", payload + ",\"mocks\":{\"NOBODY\":[]}}").status()).isEqualTo(400);
        assertThat(staff.get(RUNS.replaceAll("/$", "") + "?subject=" + MASK).items("data")).isEmpty();
        assertThat(staff.get(code + "/graph?format=mermaid").text()).startsWith("flowchart TD").contains("PERSIST_ADD");
        assertThat(staff.get(code + "/graph?format=svg").text()).startsWith("<svg").endsWith("</svg>");
        assertThat(staff.get(code + "/graph?format=png").status()).isEqualTo(400);
    }

    @Test
    void tellsWhatIsRegisteredAndLetsOnlyAdminsRegister() {
        assertThat(staff.get(PROCEDURES + "?q=reserve&limit=2").items("data")).hasSize(2);
        Answer cart = staff.get(ORCHESTRATIONS + "/HERA.SALON.POS.ORCH.CART_LINE_MGMT.V1");
        assertThat(Objects.requireNonNull(cart.json().object("data")).text("registry")).isEqualTo("platform");
        assertThat(staff.post(ORCHESTRATIONS, "application/yaml", newProduct("THEIRS", "")).status()).isEqualTo(403);
        assertThat(RunningHera.as(Demo.BELLA_OWNER, Demo.BELLA)
                .get(ORCHESTRATIONS + "/HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.v1").status()).isEqualTo(404);
    }

    @Test
    void sellsThroughTheCartsRoutes() {
        String cart = cart();

        Answer added = staff.post(CARTS + cart + "/lines", """
                {"line_type":"RETAIL","entity_id":"%s","quantity":2}""".formatted(MASK));
        assertThat(added.status()).isEqualTo(201);
        JsonObject sold = Objects.requireNonNull(added.json().object("output"));
        assertThat(Objects.requireNonNull(sold.object("totals")).get("total_amount").toJson()).isEqualTo("252.00");
        String line = String.valueOf(((JsonObject) Objects.requireNonNull(sold.array("lines")).values().getFirst())
                .text("line_id"));

        Answer misspelt = staff.send("PATCH", CARTS + cart + "/lines/" + line, "{\"qty\":1,\"colour\":\"red\"}");
        assertThat(misspelt.status()).isEqualTo(400);
        assertThat(misspelt.text()).contains("Unknown fields: qty, colour");
        Answer changed = staff.send("PATCH", CARTS + cart + "/lines/" + line, "{\"quantity\":1}");
        assertThat(changed.status()).isEqualTo(200);
        Answer removed = staff.delete(CARTS + cart + "/lines/" + line, "{}");
        assertThat(removed.status()).isEqualTo(200);
        assertThat(staff.post(CARTS + cart + "/reprice", "{}").status()).isEqualTo(200);
        assertThat(staff.post(CARTS + cart + "/reprice", "").status()).as("without a body").isEqualTo(200);
    }

    @Test
    void tellsAllThatIsWrongInTheCallersNamesAndBeginsNothing() {
        String cart = cart();
        Answer refused = staff.post(CARTS + cart + "/lines", "{\"line_type\":\"RETAIL\",\"quantity\":\"two\"}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_request");
        assertThat(refused.items("violations"))
                .extracting(each -> Objects.requireNonNull(each.object("context")).text("field"))
                .containsExactlyInAnyOrder("entity_id", "quantity");
        assertThat(staff.get(RUNS.replaceAll("/$", "") + "?subject=" + cart).items("data")).isEmpty();
        Answer unknown = staff.post(CARTS + cart + "/lines",
                "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + UUID.randomUUID() + "\"}");
        assertThat(unknown.text("error")).isEqualTo("business_rule");
        assertThat(unknown.text("error_code")).isEqualTo("VAL_001");
        assertThat(Objects.requireNonNull(unknown.json().object("context")).text("field")).isEqualTo("entity_id");
        Answer nowhere = staff.post(CARTS + UUID.randomUUID() + "/reprice", "{}");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(Objects.requireNonNull(nowhere.json().object("context")).text("field")).isEqualTo("path.id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"line_type":"RETAIL","entity_id":"MASK","quantity":100} | 409 | INSUFFICIENT_STOCK
            {"line_type":"RETAIL","entity_id":"NOBODY"}              | 422 | UNKNOWN_ITEM
            {"line_type":"RETAIL","entity_id":"MASK","quantity":0.5} | 422 | INVALID_QUANTITY
            {"line_type":"RETAIL","entity_id":"no id"}               | 400 | INPUT_INVALID
            {"line_type":"RETAIL"}                                   | 400 | INPUT_INVALID
            {}                                                       | 400 | INPUT_INVALID
            """)
    void answersBusinessErrorsWithTheirStatusAndCode(String body, int status, String code) {
        Answer refused = staff.post(CARTS + cart() + "/lines",
                body.replace("MASK", MASK).replace("NOBODY", UUID.randomUUID().toString()));

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.text("code")).isEqualTo(code);
    }

    @Test
    void refusesWhatIsNotThereAndWhoMayNot() {
        assertThat(staff.post(CARTS + UUID.randomUUID() + "/lines", """
                {"line_type":"RETAIL","entity_id":"%s"}""".formatted(MASK)).text("code")).isEqualTo("CART_NOT_FOUND");
        assertThat(staff.post("/api/v1/nothing/here", "{}").status()).isEqualTo(404);
        assertThat(staff.post(CARTS + cart() + "/lines", "[]").status()).isEqualTo(400);
        assertThat(RunningHera.as(Demo.VIEWER).post(CARTS + cart() + "/reprice", "{}").status()).isEqualTo(403);
        assertThat(staff.post(ORCHESTRATIONS + "/HERA.SALON.POS.ORCH.CART_LINE_MGMT.V1/execute",
                "{\"event\":\"NO.SUCH.EVENT\"}").status()).isEqualTo(400);
        assertThat(staff.get(RUNS + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(staff.get(RUNS + "x").status()).isEqualTo(400);
        assertThat(staff.get(RUNS.replaceAll("/$", "") + "?status=WRONG").status()).isEqualTo(400);
    }

    @Test
    void answersTheFirstResultAgainForTheSameKey() {
        String cart = cart();
        Caller keyed = staff.with("Idempotency-Key", "till-" + cart);
        String body = "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + MASK + "\"}";

        Answer first = keyed.post(CARTS + cart + "/lines", body);
        Answer again = keyed.post(CARTS + cart + "/lines", body);

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text("run_id")).isEqualTo(first.text("run_id"));
        assertThat(keyed.post(CARTS + cart + "/lines", body.replace("RETAIL", "SERVICE")).status()).isEqualTo(422);
    }

    @Test
    void waitsForASignalIsPausedResumedAndCancelled() {
        register(newProduct("HELD", ""));
        String execute = ORCHESTRATIONS + "/HERA.RETAIL.STOCK.ORCH.HELD.v1/execute";
        Answer held = staff.post(execute, """
                {"payload":{"name":"Rose","path":{"code":"J-3"},"hold":true},"wait":0}""");
        assertThat(held.status()).isEqualTo(202);
        String run = held.text("run_id");
        assertThat(RunningHera.until(() -> staff.get(RUNS + run).text("status"), "WAITING")).isEqualTo("WAITING");
        assertThat(staff.get(RUNS + run + "/explain").text("explanation")).contains("APPROVED");

        assertThat(staff.post(RUNS + run + "/pause", "{\"reason\":\"lunch\"}").status()).isEqualTo(403);
        assertThat(manager.post(RUNS + run + "/pause", "{}").status()).isEqualTo(400);
        assertThat(manager.post(RUNS + run + "/pause", "{\"reason\":\"lunch\"}").text("status"))
                .isEqualTo("SUSPENDED");
        assertThat(manager.post(RUNS + run + "/redrive", "{\"reason\":\"no\"}").status()).isEqualTo(409);
        assertThat(manager.post(RUNS + run + "/resume", "{\"reason\":\"fed\"}").status()).isEqualTo(200);
        assertThat(RunningHera.until(() -> staff.get(RUNS + run).text("status"), "WAITING")).isEqualTo("WAITING");
        assertThat(staff.post(RUNS + run + "/signals/APPROVED", "{\"by\":\"Layla\"}").status()).isEqualTo(200);
        assertThat(RunningHera.until(() -> staff.get(RUNS + run).text("status"), "COMPLETED")).isEqualTo("COMPLETED");
        assertThat(staff.post(RUNS + run + "/signals/APPROVED", "{}").status()).isEqualTo(409);

        assertThat(staff.get(RUNS + run + "/timeline").items("data")).extracting(entry -> entry.text("kind"))
                .contains("STEP", "SIGNAL", "OPERATOR");
        assertThat(staff.get(RUNS.replaceAll("/$", "") + "?event=RETAIL.PRODUCT.REQUESTED&node=WAIT&q=" + run)
                .items("data")).hasSize(1);
    }
}
