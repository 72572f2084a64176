package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files of entities: in, out, and from one organization into another. */
class EntityFilesJourneyIT {

    private static final String ENTITIES = "/api/v2.1/entities";
    private static final String IMPORT = ENTITIES + "/import";
    private static final String EXPORT = ENTITIES + "/export";
    private static final String NDJSON = "application/x-ndjson";
    private static final String CODE = "HERA.SALON.INV.PRODUCT.CARE.V1";

    private final Caller staff = RunningHera.as(Demo.STAFF);
    private final Caller other = RunningHera.as(Demo.BELLA_OWNER, Demo.BELLA);

    @Test
    void bringsGoodLinesInAndNamesBadOnesByLineFieldAndCode() {
        String type = unique();
        Answer answer = staff.post(IMPORT, NDJSON, String.join("\n",
                line(type, "A",
                        "\"price\":{\"field_type\":\"number\",\"field_value_number\":5.10,\"smart_code\":\"" + CODE
                                + "\"}"),
                "",
                "no json",
                line(type, "B", "").replace(CODE, "bad"),
                line(type, "A", ""),
                line("USER", "C", "")));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(counts(answer)).containsExactly(5, 1, 0, 4);
        List<JsonObject> failures = answer.items("failures");
        assertThat(failures).extracting(failure -> number(failure, "line")).containsExactly(3, 4, 5, 6);
        assertThat(failures).extracting(failure -> failure.text("code"))
                .containsExactly("VAL_001", "SMART_CODE_INVALID_FORMAT.V1", "23505", "AUTHZ_001");
        assertThat(failures.get(1).text("field")).isEqualTo("smart_code");
        assertThat(failures.get(2).text("field")).isEqualTo("entity_code");
        assertThat(listed(staff, type)).singleElement()
                .satisfies(item -> assertThat(item.toJson()).contains("\"price\":5.10"));
    }

    @Test
    void changesByCodeWhatIsKnownAndLeavesATrialWithoutATrace() {
        String type = unique();
        staff.post(IMPORT, NDJSON, line(type, "A", ""));
        String both = line(type, "A", "").replace("\"Name A\"", "\"Other\"") + "\n" + line(type, "B", "");

        Answer trial = staff.post(IMPORT + "?mode=upsert&dry_run=true", NDJSON, both);
        assertThat(counts(trial)).as(trial.text()).containsExactly(2, 1, 1, 0);
        assertThat(listed(staff, type)).extracting(item -> item.text("entity_name")).containsExactly("Name A");

        Answer real = staff.post(IMPORT + "?mode=upsert", NDJSON, both);
        assertThat(counts(real)).containsExactly(2, 1, 1, 0);
        assertThat(listed(staff, type)).extracting(item -> item.text("entity_name"))
                .containsExactlyInAnyOrder("Other", "Name B");
    }

    @Test
    void leavesAloneWhatAFileSaysAgain() {
        String type = unique();
        String price = "\"price\":{\"field_type\":\"number\",\"field_value_number\":%s,\"smart_code\":\"" + CODE
                + "\"}";
        String a = line(type, "A", price.formatted("5.10"));
        String b = line(type, "B", price.formatted("6"));
        staff.post(IMPORT, NDJSON, a + "\n" + b);

        Answer again = staff.post(IMPORT + "?mode=upsert", NDJSON, a + "\n" + b.replace(":6,", ":6.00,"));

        assertThat(counts(again)).as(again.text()).containsExactly(2, 0, 2, 0);
        assertThat(again.number("unchanged")).isEqualTo(1);
        assertThat(listed(staff, type)).extracting(item -> item.text("entity_code") + " " + number(item, "version"))
                .containsExactlyInAnyOrder("CA 1", "CB 2");
        assertThat(listed(staff, type)).anySatisfy(item -> assertThat(item.toJson()).contains("\"price\":6.00"));
    }

    @Test
    void doesWhatTheLastOfSeveralLinesSaysOfOneEntity() {
        String type = unique();
        String twice = line(type, "A", "") + "\n" + line(type, "A", "").replace("Name A", "Last");

        assertThat(counts(staff.post(IMPORT + "?mode=upsert", NDJSON, twice))).containsExactly(2, 1, 1, 0);
        assertThat(counts(staff.post(IMPORT + "?mode=upsert", NDJSON, twice))).containsExactly(2, 0, 2, 0);
        assertThat(listed(staff, type)).extracting(item -> item.text("entity_name") + " " + number(item, "version"))
                .containsExactly("Last 4");
    }

    @Test
    void findsTheOneBadLineAmongManyAndWritesAllOthersWithTheirHistory() {
        String type = unique();
        String lines = IntStream.range(0, 1200)
                .mapToObj(i -> line(type, i == 777 ? "776" : Integer.toString(i), ""))
                .collect(Collectors.joining("\n"));

        Answer answer = staff.post(IMPORT, NDJSON, lines);

        assertThat(counts(answer)).as(answer.text()).containsExactly(1200, 1199, 0, 1);
        assertThat(answer.items("failures")).singleElement()
                .satisfies(failure -> assertThat(number(failure, "line")).isEqualTo(778));
        JsonObject one = staff.get(ENTITIES + "?entity_type=" + type + "&entity_code=C42").items("data").getFirst();
        Answer history = staff.get(ENTITIES + "/" + one.text("id") + "/history");
        assertThat(history.text()).contains("\"CREATE\"", "\"entity_name\"", "\"Name 42\"");
    }

    @Test
    void takesAnImportUpAgainByItsKey() {
        String type = unique();
        Caller keyed = staff.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = keyed.post(IMPORT, NDJSON, line(type, "A", ""));
        Answer again = keyed.post(IMPORT, NDJSON, line(type, "A", ""));
        Answer another = keyed.post(IMPORT, NDJSON, line(type, "B", ""));

        assertThat(counts(again)).isEqualTo(counts(first)).containsExactly(1, 1, 0, 0);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(another.status()).isEqualTo(422);
        assertThat(listed(staff, type)).hasSize(1);
    }

    @Test
    void tellsItsProgressWhenAskedTo() {
        String type = unique();
        String lines = IntStream.range(0, 600)
                .mapToObj(i -> line(type, Integer.toString(i), ""))
                .collect(Collectors.joining("\n"));

        Answer events = staff.with("Accept", "text/event-stream").post(IMPORT, NDJSON, lines);

        assertThat(events.header("Content-Type")).startsWith("text/event-stream");
        assertThat(events.text()).contains("event: progress\ndata: {\"done\":500,\"total\":600",
                "event: result\ndata: {");
        assertThat(events.text().lines().filter(line -> line.startsWith("event: ")).toList()).last()
                .isEqualTo("event: result");
    }

    @Test
    void carriesEverythingIntoAnotherOrganizationInBothForms() {
        for (String format : List.of("ndjson", "csv")) {
            String type = unique();
            String a = UUID.randomUUID().toString();
            String b = UUID.randomUUID().toString();
            staff.post(IMPORT, NDJSON, related(type, "A", a, b) + "\n" + related(type, "B", b, a));

            String file = staff.get(EXPORT + "?entity_type=" + type + "&format=" + format).text();
            Answer brought = other.post(IMPORT, format.equals("csv") ? "text/csv" : NDJSON, file);

            assertThat(counts(brought)).as(brought.text()).containsExactly(2, 2, 0, 0);
            assertThat(content(other, type)).isEqualTo(content(staff, type)).hasSize(2);
        }
    }

    @Test
    void refusesOnlyTheRowsOfATableThatAreTooShortOrTooLong() {
        String type = unique();
        String row = type + ",%s," + CODE + "%s\n";

        Answer answer = staff.post(IMPORT, "text/csv", "entity_type,entity_name,smart_code\n" + row.formatted("A", "")
                + type + ",Short\n" + row.formatted("Long", ",more") + row.formatted("B", ""));

        assertThat(counts(answer)).as(answer.text()).containsExactly(4, 2, 0, 2);
        assertThat(answer.items("failures")).extracting(failure -> number(failure, "line") + "").containsExactly("3",
                "4");
        assertThat(answer.text()).contains("The row has 2 cells, the header 3", "The row has 4 cells, the header 3");
        assertThat(listed(staff, type)).extracting(item -> item.text("entity_name")).containsExactlyInAnyOrder("A",
                "B");
    }

    @Test
    void refusesAFileThatCannotBeReadToItsEndAndWritesNothing() {
        String type = unique();
        String header = "entity_type,entity_name,smart_code\n";
        String good = type + ",Name," + CODE + "\n";

        assertThat(staff.post(IMPORT, "text/csv", header + good + "\"open\n" + good).status()).isEqualTo(400);
        assertThat(staff.post(IMPORT, "text/csv", "entity_type,color\n").text()).contains("\"field\":\"color\"");
        assertThat(staff.post(IMPORT, "text/csv", "entity_type,entity_type\n").status()).isEqualTo(400);
        assertThat(staff.post(IMPORT + "?mode=merge", "text/csv", header).text()).contains("\"field\":\"mode\"");
        assertThat(staff.post(IMPORT, "application/json", "{}").status()).isEqualTo(415);
        assertThat(listed(staff, type)).isEmpty();
    }

    @Test
    void keepsViewersFromBringingFilesIn() {
        assertThat(RunningHera.as(Demo.VIEWER).post(IMPORT, NDJSON, line(unique(), "A", "")).status()).isEqualTo(403);
        assertThat(RunningHera.as(Demo.VIEWER).get(EXPORT + "?entity_type=PRODUCT").status()).isEqualTo(200);
    }

    private static String line(String type, String code, String fields) {
        return "{\"entity_type\":\"" + type + "\",\"entity_name\":\"Name " + code + "\",\"entity_code\":\"C" + code
                + "\",\"smart_code\":\"" + CODE + "\",\"dynamic\":{" + fields + "}}";
    }

    /** An entity of every kind of content, child of another and related to it, which may stand further down. */
    private static String related(String type, String code, String id, String to) {
        String fields = """
                "price":{"field_type":"number","field_value_number":12.50,"smart_code":"%1$s"},
                "bio":{"field_type":"boolean","field_value_boolean":true,"smart_code":"%1$s"},
                "since":{"field_type":"date","field_value_date":"2026-01-31","smart_code":"%1$s"},
                "note":{"field_type":"text","field_value_text":"a, \\"b\\"\\nc é","smart_code":"%1$s"},
                "tags":{"field_type":"json","field_value_json":["x",1.0],"smart_code":"%1$s"}""".formatted(CODE);
        String more = """
                ,"entity_id":"%s","entity_description":"Größe; \\"L\\"","metadata":{"a":null},"status":"draft",
                "relationships":[{"to_entity_id":"%s","relationship_type":"GOES_WITH","smart_code":"%s",
                                  "relationship_data":{"rank":1}}]}""".formatted(id, to, CODE).replace("\n", " ");
        String parent = code.equals("A") ? ",\"parent_entity_id\":\"" + to + "\"" : "";
        String line = line(type, code, fields.replace("\n", " "));
        return line.substring(0, line.length() - 1) + parent + more;
    }

    /** What an organization holds of a type, with the names of entities in place of their ids. */
    private static List<String> content(Caller caller, String type) {
        String file = caller.get(EXPORT + "?entity_type=" + type).text();
        String named = file;
        for (String line : file.split("\n")) {
            JsonObject entity = JsonReader.readObject(line.getBytes(StandardCharsets.UTF_8));
            named = named.replace(String.valueOf(entity.text("entity_id")), String.valueOf(entity.text("entity_name")));
        }
        return named.lines().sorted().toList();
    }

    private static List<JsonObject> listed(Caller caller, String type) {
        return caller.get(ENTITIES + "?entity_type=" + type).items("data");
    }

    private static List<Integer> counts(Answer answer) {
        return List.of("total", "created", "updated", "failed").stream()
                .map(name -> (int) answer.number(name))
                .toList();
    }

    private static int number(JsonObject object, String name) {
        JsonValue value = object.get(name);
        return value instanceof JsonNumber number ? number.value().intValueExact() : -1;
    }

    private static String unique() {
        return "T" + UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }
}
