package com.heraerp.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.DemoServer;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows from the command line, against a server. */
class EngineCommandsIT {

    private static final String ADMIN = "a0000000-0000-4000-8000-0000000000a6";
    private static final String STAFF = "a0000000-0000-4000-8000-0000000000a3";
    private static final String CART = "HERA.SALON.POS.ORCH.CART_LINE_MGMT.v1";
    private static final String PROCEDURE = """
            smart_code: HERA.TRIAL.%s.PROC.CHECK_CODE.v1
            intent: Say whether a smart code is well formed.
            binding: { rpc: hera_validate_smart_code }
            effects: none
            scope: { in_scope: [One code], out_of_scope: [Whether it is used] }
            preconditions: []
            invariants: [Nothing is changed.]
            inputs:
              required: [{ name: p_code, type: string, source: payload }]
              optional: []
            outputs: { entities_created: [], transactions_emitted: [] }
            happy_path: [{ step: Ask the database. }]
            errors: []
            observability: { logs: [], audit_json: false }
            example_payload: { p_code: HERA.SALON.INV.PRODUCT.SHAMPOO.V1 }
            checks: []
            """;
    private static final String ORCHESTRATION = """
            smart_code: HERA.TRIAL.%s.ORCH.NEW_PRODUCT.v1
            intent: Make a product, and when asked, fail.
            triggers:
              - { on: API.POST./api/v1/trial/%s/:code, emit: TRIAL.PRODUCT.REQUESTED }
            graph:
              nodes:
                - id: CHECK
                  run: HERA.TRIAL.%s.PROC.CHECK_CODE.v1
                  with: { p_code: HERA.SALON.INV.PRODUCT.SHAMPOO.V1 }
                - id: CREATE
                  run: HERA.CORE.PROC.ENTITY.CREATE.V1
                  with: { entity_type: PRODUCT, entity_name: $.payload.name, smart_code: HERA.SALON.INV.PRODUCT.SHAMPOO.V1 }
                  compensation: HERA.CORE.PROC.ENTITY.DELETE.V1
                - id: BREAK
                  run: HERA.CORE.PROC.FAIL.V1
                  when: has($.payload.fail) && $.payload.fail == true
                  with: { code: ASKED_TO_FAIL, message: as requested }
            edges:
              - TRIAL.PRODUCT.REQUESTED -> CHECK -> CREATE -> BREAK
            transaction_boundaries:
              - { name: create_txn, applies_to: [CREATE] }
            retry_policy: { max_attempts: 1, backoff: exponential }
            compensation_policy: { auto_compensate: true }
            """;

    private static DemoServer server;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path files = Path.of("");

    @BeforeAll
    static void start() {
        server = new DemoServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private void write(String name, String text) throws IOException {
        Path file = files.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A procedure two directories down, and an orchestration that needs it. */
    private void pair(String module) throws IOException {
        write("deep/down/check.yaml", PROCEDURE.formatted(module));
        write("a.yml", ORCHESTRATION.formatted(module, module.toLowerCase(java.util.Locale.ROOT), module));
        write("notes.txt", "not: a specification");
    }

    private int as(String user, String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", server.url().toString(), "--token", server.token(user, DemoServer.LUXE)));
        return run(all);
    }

    private int run(List<String> words) {
        return CommandLineInterface.run(Map.of("HERA_HOME", files.resolve("home").toString()), words, () -> {},
                new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private JsonObject json() {
        return JsonReader.readObject(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void registersADirectoryProceduresFirstAndTheSecondTimeNothing() throws IOException {
        pair("FIRST");

        assertThat(as(ADMIN, "procedures", "register", files.toString())).as(out + err.toString()).isZero();
        assertThat(out.toString()).isEqualTo("2 created\n");
        assertThat(err.toString()).contains("Examining 2 files", "[1/2] created HERA.TRIAL.FIRST.PROC.CHECK_CODE.v1",
                "[2/2] created HERA.TRIAL.FIRST.ORCH.NEW_PRODUCT.v1");
        assertThat(as(ADMIN, "procedures", "register", files.toString(), "--json")).isZero();
        assertThat(json().isTrue("valid")).isTrue();
        assertThat(out.toString()).contains("\"status\" : \"unchanged\"").doesNotContain("created");
    }

    @Test
    void tellsEveryProblemOfEveryFileWithItsLineAndSendsNothing() throws IOException {
        pair("SECOND");
        write("bad.yaml", ORCHESTRATION.formatted("BAD", "bad", "SECOND").replace("-> BREAK", "-> MISSING")
                .replace("run: HERA.CORE.PROC.FAIL.V1", "run: HERA.CORE.PROC.NOPE.V1"));
        write("worse.yaml", "smart_code: [");

        assertThat(as(ADMIN, "procedures", "register", files.toString())).isEqualTo(1);
        assertThat(out.toString()).contains(
                files.resolve("bad.yaml") + ":15: error: PROCEDURE_UNKNOWN at /graph/nodes/2/run",
                files.resolve("bad.yaml") + ":19: error: ", "MISSING", files.resolve("worse.yaml") + ":1: error: ");
        assertThat(err.toString()).contains("hera: nothing was registered: 4 specifications");
        assertThat(as(ADMIN, "procedures", "search", "TRIAL.SECOND")).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(as(ADMIN, "procedures", "register", files.toString(), "--json")).isEqualTo(1);
        assertThat(json().isTrue("valid")).isFalse();
    }

    @Test
    void saysWhoMayNotRegisterAndWhatIsNotThere() throws IOException {
        pair("THIRD");
        Files.createDirectories(files.resolve("empty"));

        assertThat(as(STAFF, "procedures", "register", files.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("registered before it went wrong: 0 of 2", "(403 forbidden)");
        assertThat(as(ADMIN, "procedures", "register", files.resolve("empty").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no *.yaml");
        assertThat(as(ADMIN, "procedures", "register", files.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is neither a file nor a directory");
        assertThat(as(STAFF, "procedures", "get", "HERA.TRIAL.NO.PROC.SUCH.v1")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no", "(404 not_found)");
    }

    @Test
    void listsSearchesAndShowsWhatIsRegistered() {
        assertThat(as(STAFF, "procedures", "list")).isZero();
        assertThat(out.toString()).contains("SMART CODE", "HERA.CORE.PROC.ENTITY.CREATE.V1").doesNotContain(CART);
        assertThat(as(STAFF, "orchestrations", "list")).isZero();
        assertThat(out.toString()).contains(CART, "platform").doesNotContain("HERA.CORE.PROC.ENTITY.CREATE.V1");
        assertThat(as(STAFF, "procedures", "search", "salon")).isZero();
        assertThat(out.toString()).contains(CART, "HERA.SALON.POS.CART.ADD_LINE.V1")
                .doesNotContain("HERA.CORE.PROC.ENTITY.CREATE.V1");
        assertThat(as(STAFF, "procedures", "search", "no such words")).isZero();
        assertThat(err.toString()).contains("Nothing is registered that fits.");
        assertThat(as(STAFF, "procedures", "get", CART)).isZero();
        assertThat(out.toString()).contains("TRIGGER", "API.PATCH./api/v1/salon/pos/carts/:id/lines/:lineId",
                "RESERVE_SOFT", "HERA.SALON.INV.RESERVE.RELEASE.V1", "add_line_txn");
        assertThat(as(STAFF, "procedures", "get", "HERA.SALON.INV.RESERVE.SOFT.v1")).isZero();
        assertThat(out.toString()).contains("INPUT", "cart_id", "default 1", "INSUFFICIENT_STOCK", "409");
        assertThat(as(STAFF, "procedures", "get", CART, "--json")).isZero();
        assertThat(json().text("smart_code")).isEqualTo(CART);
    }

    @Test
    void examinesAllThatIsRegisteredAndFilesWithoutAServer() throws IOException {
        assertThat(as(STAFF, "procedures", "validate")).as(out.toString()).isZero();
        assertThat(out.toString()).contains(" 0 errors");
        assertThat(err.toString()).contains("Reading 0 of ", "Reading 20 of ");
        assertThat(as(STAFF, "orchestrations", "validate", CART)).isZero();
        assertThat(out.toString()).isEqualTo("1 specification, 0 errors, 0 warnings\n");
        pair("FOURTH");
        Files.delete(files.resolve("deep/down/check.yaml"));

        assertThat(run(List.of("procedures", "validate", "--offline", files.toString()))).isEqualTo(1);
        assertThat(out.toString()).contains("a.yml:8: error: PROCEDURE_UNKNOWN");
        assertThat(run(List.of("procedures", "validate", "--offline"))).isEqualTo(2);
    }

    @Test
    void runsShowsAndExplains() throws IOException {
        pair("FIFTH");
        String code = "HERA.TRIAL.FIFTH.ORCH.NEW_PRODUCT.v1";
        assertThat(as(ADMIN, "procedures", "register", files.toString())).isZero();

        assertThat(as(STAFF, "orchestrations", "execute", code, "{\"name\":\"Comb\"}", "--key", "one"))
                .as(out.toString())
                .isZero();
        assertThat(out.toString()).contains(": COMPLETED", "CREATE", "entity_id");
        String id = first("run ([0-9a-f-]{36})");
        assertThat(as(STAFF, "orchestrations", "execute", code, "{\"name\":\"Comb\"}", "--key", "one")).isZero();
        assertThat(first("run ([0-9a-f-]{36})")).isEqualTo(id);
        assertThat(as(STAFF, "orchestrations", "explain", id)).isZero();
        assertThat(out.toString()).isEqualTo("The run is done.\n");
        assertThat(as(STAFF, "orchestrations", "runs", id)).isZero();
        assertThat(out.toString()).contains("STEP", "CREATE");
        assertThat(as(STAFF, "orchestrations", "runs", "--code", code, "--status", "COMPLETED")).isZero();
        assertThat(out.toString()).contains(id).hasLineCount(2);
        assertThat(as(STAFF, "orchestrations", "runs", "--status", "LOST")).isEqualTo(1);
    }

    @Test
    void answersOneForARunThatFailsAndForASimulationThatWould() throws IOException {
        pair("SIXTH");
        String code = "HERA.TRIAL.SIXTH.ORCH.NEW_PRODUCT.v1";
        assertThat(as(ADMIN, "procedures", "register", files.toString())).isZero();
        write("payload.json", "{\"name\":\"Comb\",\"fail\":true}");
        String payload = "@" + files.resolve("payload.json");

        assertThat(as(STAFF, "orchestrations", "execute", code, payload)).isEqualTo(1);
        assertThat(out.toString()).contains(": COMPENSATED", "ASKED_TO_FAIL at BREAK: as requested");
        assertThat(as(STAFF, "orchestrations", "simulate", code, payload)).isZero();
        assertThat(as(STAFF, "orchestrations", "simulate", code, payload, "--mocks",
                "{\"CREATE\":[{\"error\":{\"code\":\"DUPLICATE\",\"message\":\"taken\"}}]}")).isEqualTo(1);
        assertThat(out.toString()).contains("DUPLICATE at CREATE: taken");
        assertThat(as(STAFF, "orchestrations", "simulate", code, "[1]")).isEqualTo(2);
        assertThat(err.toString()).contains("the payload must be a JSON object");
    }

    @Test
    void answersTwoToWhatItDoesNotUnderstand() {
        assertThat(run(List.of("procedures"))).isEqualTo(2);
        assertThat(run(List.of("orchestrations", "execute"))).isEqualTo(2);
        assertThat(run(List.of("orchestrations", "explain", "not-an-id", "--url", "http://127.0.0.1:1"))).isEqualTo(2);
        assertThat(run(List.of("orchestrations", "list", "--url", "http://127.0.0.1:1", "--token", "t"))).isEqualTo(1);
        assertThat(err.toString()).contains("hera: nothing answers at http://127.0.0.1:1");
    }

    private String first(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(out.toString());
        assertThat(matcher.find()).as(out.toString()).isTrue();
        return matcher.group(1);
    }
}
