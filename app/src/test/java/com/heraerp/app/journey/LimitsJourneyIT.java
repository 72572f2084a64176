package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each limit that the API's description publishes is kept exactly: so much is taken, one more is not. */
class LimitsJourneyIT {

    private static final String ENTITIES = "/api/v2.1/entities";
    private static final String CODE = "HERA.SALON.INV.PRODUCT.LIMIT.V1";
    private static final Pattern LIMIT = Pattern.compile("\\| `(\\w+)` \\| (\\d+) \\|");

    private final Caller admin = RunningHera.as(Demo.ADMIN);

    /** By the limit's name: whether so many are taken. */
    private final Map<String, IntPredicate> tried = Map.ofEntries(
            taken("body_bytes", 413, this::bodyOf),
            taken("json_depth", 400, depth -> admin.post(ENTITIES,
                    entity(",\"metadata\":{\"a\":" + "[".repeat(depth - 2) + "]".repeat(depth - 2) + "}"))),
            taken("page_items", 400, items -> admin.get(ENTITIES + "?limit=" + items)),
            taken("filters", 400, filters -> admin.get(ENTITIES + "?" + IntStream.range(0, filters)
                    .mapToObj(i -> "dynamic.limited" + i + "=eq.1").collect(Collectors.joining("&")))),
            taken("order_keys", 400, keys -> admin.get(ENTITIES + "?order=" + IntStream.range(0, keys)
                    .mapToObj(i -> "dynamic.limited" + i).collect(Collectors.joining(",")))),
            taken("search_characters", 400, characters -> admin.get(ENTITIES + "?q=" + "x".repeat(characters))),
            taken("search_words", 400, words -> admin.get(ENTITIES + "?q=" + IntStream.range(0, words)
                    .mapToObj(i -> "word" + i).collect(Collectors.joining("%20")))),
            taken("batch_operations", 400, operations -> admin.post(ENTITIES + "/batch",
                    "{\"atomic\":false,\"operations\":[" + String.join(",", Collections.nCopies(operations,
                            "{\"action\":\"DELETE\",\"entity_id\":\"" + UUID.randomUUID() + "\"}")) + "]}")),
            taken("bulk_members", 400, members -> admin.post("/api/v2/rpc/hera_entities_bulk_crud_v1",
                    "{\"p_action\":\"READ\",\"p_entities\":[" + String.join(",", Collections.nCopies(members,
                            "{\"entity_id\":\"" + Demo.ARGAN_OIL + "\"}")) + "]}")),
            Map.entry("import_line_bytes", bytes -> importedLineOf(bytes).text().contains("\"failed\":0")),
            taken("entity_fields", 400, fields -> admin.post(ENTITIES, entity(",\"dynamic\":{" + IntStream
                    .range(0, fields)
                    .mapToObj(i -> "\"f" + i
                            + "\":{\"field_type\":\"boolean\",\"field_value_boolean\":true,\"smart_code\":\""
                            + CODE + "\"}")
                    .collect(Collectors.joining(",")) + "}"))),
            taken("name_characters", 400, characters -> admin.post(ENTITIES,
                    entity(",\"entity_code\":\"" + UUID.randomUUID() + "x".repeat(characters - 36) + "\""))),
            taken("description_characters", 400, characters -> admin.post(ENTITIES,
                    entity(",\"entity_description\":\"" + "x".repeat(characters) + "\""))));

    @TestFactory
    Stream<DynamicTest> areKeptAsPublished() throws IOException {
        Map<String, Integer> published = published();

        assertThat(tried.keySet()).isEqualTo(published.keySet());
        return published.entrySet().stream().map(limit -> DynamicTest.dynamicTest(limit.toString(), () -> {
            IntPredicate isTaken = Objects.requireNonNull(tried.get(limit.getKey()));
            assertThat(isTaken.test(limit.getValue())).as("so many").isTrue();
            assertThat(isTaken.test(limit.getValue() + 1)).as("one more").isFalse();
        }));
    }

    private static Map<String, Integer> published() throws IOException {
        try (InputStream document = RunningHera.url().resolve("/api/openapi.json").toURL().openStream()) {
            String text = Objects.requireNonNull(Objects.requireNonNull(
                    JsonReader.readObject(document.readAllBytes()).object("info")).text("description"));
            Map<String, Integer> limits = new TreeMap<>();
            Matcher limit = LIMIT.matcher(text);
            while (limit.find()) {
                limits.put(limit.group(1), Integer.valueOf(limit.group(2)));
            }
            return limits;
        }
    }

    private static Map.Entry<String, IntPredicate> taken(String name, int refusal, IntFunction<Answer> call) {
        return Map.entry(name, size -> {
            Answer answer = call.apply(size);
            assertThat(answer.status()).as(answer.text()).isIn(200, 201, refusal);
            return answer.status() != refusal;
        });
    }

    private Answer bodyOf(int bytes) {
        String batch = "{\"operations\":[{\"action\":\"DELETE\",\"entity_id\":\"" + UUID.randomUUID()
                + "\"}],\"atomic\":false}";
        return admin.post(ENTITIES + "/batch", batch + " ".repeat(bytes - batch.length()));
    }

    private Answer importedLineOf(int bytes) {
        String start = entity(",\"metadata\":{\"pad\":\"");
        String line = start.substring(0, start.length() - 1);
        String padded = line + "x".repeat(bytes - line.length() - 3) + "\"}}";
        assertThat(padded.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
        return admin.post(ENTITIES + "/import", "application/x-ndjson", padded);
    }

    private static String entity(String more) {
        return "{\"entity_type\":\"LIMITED\",\"entity_name\":\"Limited\",\"smart_code\":\"" + CODE + "\"" + more + "}";
    }
}
