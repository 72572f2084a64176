package com.heraerp.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.ApiCaller;
import com.heraerp.app.DemoServer;
import com.heraerp.client.Answer;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever bytes arrive, the answer is a refusal that helps the caller, and nothing has changed. */
class HostileBodiesIT {

    private static final List<String> SAID = List.of("error", "error_code", "request_id", "retryable");
    private static final int LONGEST_ANSWER = 20_000;

    /** Statements, driver and class names. */
    private static final Pattern INSIDES = Pattern.compile(
            "(?i)\\b(select|insert|update|delete)\\b[^.]*\\b(from|into|set)\\b|pl/pgsql|sqlstate|postgresql|exception|violates|"
                    + "\\bat com\\.|com\\.heraerp|\\bhera\\.[a-z]+_");

    private static DemoServer server;
    private static ApiCaller owner;

    @BeforeAll
    static void start() {
        server = new DemoServer();
        owner = ApiCaller.at(server.url(), server.token(DemoServer.LUXE_OWNER, DemoServer.LUXE));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void refusesEveryHostileBodyAndChangesNothing() {
        StoredRows rows = new StoredRows(server.database());
        List<String> names = rows.names();
        List<HostileBody> bodies = HostileBodies.all();
        Map<String, String> before = rows.state();

        List<String> wrong = new ArrayList<>();
        for (HostileBody body : bodies) {
            Answer answer = owner.send(body.method(), body.path(), body.bytes(), Map.of());
            wrongWith(answer, names).forEach(what -> wrong.add(body + "\n  " + what));
        }

        assertThat(bodies).hasSizeGreaterThan(200);
        assertThat(before).hasSize(6);
        assertThat(wrong).isEmpty();
        assertThat(rows.state()).isEqualTo(before);
    }

    private static List<String> wrongWith(Answer answer, List<String> names) {
        List<String> wrong = new ArrayList<>();
        String body = answer.text();
        String shown = answer.status() + " " + body.substring(0, Math.min(400, body.length()));
        if (answer.status() < 400 || answer.status() > 499) {
            wrong.add("is not refused: " + shown);
        }
        JsonObject said = object(body);
        SAID.stream().filter(member -> !said.has(member)).forEach(member -> wrong.add("no " + member + " in " + shown));
        if (INSIDES.matcher(body).find()) {
            wrong.add("shows the insides: " + shown);
        }
        names.stream().filter(body::contains).forEach(name -> wrong.add("names " + name + ": " + shown));
        if (body.length() > LONGEST_ANSWER) {
            wrong.add("answers " + body.length() + " characters: " + shown);
        }
        return wrong;
    }

    private static JsonObject object(String body) {
        try {
            return JsonReader.readObject(body.getBytes(StandardCharsets.UTF_8));
        } catch (Refused noJson) {
            return JsonObject.EMPTY;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST   | /api/v2.1/entities       | {"entity_type":1,NAME,CODE}                              | entity_type
            POST   | /api/v2.1/entities       | {"entity_name":"a\\u0000b"}                              | entity_name
            POST   | /api/v2.1/entities       | {"metadata":{"b":["\\ud800"]}}                           | metadata.b.0
            POST   | /api/v2.1/entities       | {"metadata":{"n":1e999999}}                              | metadata.n
            POST   | /api/v2.1/entities       | {TYPE,NAME,CODE,"metadata":[]}                           | metadata
            POST   | /api/v2.1/entities       | {TYPE,NAME,CODE,"parent_entity_id":"x"}                  | parent_entity_id
            POST   | /api/v2.1/entities       | {TYPE,NAME,CODE,"surprise":1}                            | surprise
            PUT    | /api/v2.1/entities       | {"entity_id":7}                                          | entity_id
            PUT    | /api/v2.1/entities       | {"entity_id":"x"}                                        | entity_id
            DELETE | /api/v2.1/entities       | {"entity_id":[]}                                         | entity_id
            POST   | /api/v2.1/entities/batch | {"operations":{}}                                        | operations
            POST   | /api/v2.1/entities/batch | {"operations":[null]}                                    | operations.0
            POST   | /api/v2.1/entities/batch | {"atomic":1,"operations":[]}                             | atomic
            POST   | /api/v2.1/transactions   | {"transaction_type":1,"transaction_date":"2026-03-05",CODE} | transaction_type
            POST   | /api/v2.1/transactions   | {TXN,"total_amount":"1"}                                 | total_amount
            POST   | /api/v2.1/transactions   | {TXN,"total_amount":1e999999}                            | total_amount
            POST   | /api/v2.1/transactions   | {TXN,"lines":[{"line_type":"A",CODE,"quantity":"x"}]}    | lines.0.quantity
            POST   | /api/v2.1/transactions   | {TXN,"surprise":1}                                       | surprise
            PUT    | /api/v2.1/transactions   | {"transaction_id":"x"}                                   | transaction_id
            DELETE | /api/v2.1/transactions   | {"transaction_id":[]}                                    | transaction_id
            POST   | /api/v2.1/transactions/batch | {"operations":[null]}                                | operations.0
            POST   | /api/v2.1/finance/periods | {"fiscal_year":"x"}                                     | fiscal_year
            POST   | /api/v2.1/finance/periods/2027-12/lock | {"force":1}                                | force
            POST   | /api/v2/rpc/hera_transactions_crud_v2 | {"p_action":"CREATE","p_transaction":[]}    | p_transaction
            POST   | /api/v2/rpc/hera_entities_crud_v1 | {"p_action":"CREATE","p_entity":[]}             | p_entity
            POST   | /api/v2/rpc/hera_entities_crud_v2 | {"p_action":"CREATE","p_entity":{"a":"\\u0000"}} | p_entity.a
            """)
    void namesTheFieldThatIsWrong(String method, String path, String body, String field) {
        String whole = body.replace("TXN", "\"transaction_type\":\"NOTE\",\"transaction_date\":\"2026-03-05\",CODE")
                .replace("TYPE", "\"entity_type\":\"PRODUCT\"")
                .replace("NAME", "\"entity_name\":\"Hostile\"")
                .replace("CODE", "\"smart_code\":\"HERA.SALON.INV.PRODUCT.SHAMPOO.V1\"");
        Answer answer = owner.send(method, path, whole);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text())
                .contains("\"error\":\"invalid_request\"", "\"error_code\":\"VAL_001\"", "\"retryable\":false",
                        "\"field\":\"" + field + '"');
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":1,"a":2}      | a name occurs twice in one object at line 1
            {"entity_name":NaN}| malformed at line 1, column
            {} x               | line 1
            """)
    void saysWhereTheJsonBreaks(String body, String place) {
        Answer answer = owner.send("POST", HostileBodies.ENTITIES, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("\"error\":\"invalid_json\"", place);
    }
}
