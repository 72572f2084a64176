package com.heraerp.app.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests to every described route that may be right, a little wrong or nonsense. The same seed makes the same requests.
 */
final class Fuzz {

    /** Those that never end, and the WebSocket. */
    private static final Set<String> ENDLESS = Set.of("streamChanges", "subscribeToChanges");
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");

    private static final List<String> HEADERS = List.of("If-Match", "If-None-Match", "Idempotency-Key", "Accept",
            "Content-Type", "x-hera-org", "X-Request-Id", "Prefer", "traceparent", "Content-Encoding");
    private static final List<String> HEADER_VALUES = List.of("*", "\"1\"", "W/\"7\"", "x", "application/json",
            "text/csv",
            "application/xml", "a0000000-0000-4000-8000-000000000001", "b0000000-0000-4000-8000-000000000001",
            "count=exact", "gzip", "key-1", "key-2", "text/html;q=0.1", "///");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

    /** The guide's placeholders, and the name of what stands in their place. */
    private static final Pattern GUIDES_ID = Pattern.compile("\"(entity_id|transaction_id)\":\"[56]{2}0e8400-[^\"]*\"");

    private final Random random;
    private final Spoiler spoiler;
    private final List<Operation> operations;
    private final Map<String, List<String>> known;

    Fuzz(long seed, JsonNode description) {
        this(new Random(seed), description, Map.of());
    }

    /** @param known what is there to be named in a place of a path, or as a member of the guide's examples */
    Fuzz(Random random, JsonNode description, Map<String, List<String>> known) {
        this.random = random;
        this.spoiler = new Spoiler(random);
        this.operations = operations(description);
        this.known = known;
    }

    private record Operation(String method, String path, List<String> parameters, JsonNode example) {}

    private static List<Operation> operations(JsonNode description) {
        List<Operation> operations = new ArrayList<>();
        description.path("paths").properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            JsonNode told = operation.getValue();
            if (told.has("operationId") && !ENDLESS.contains(told.path("operationId").asText())) {
                List<String> parameters = new ArrayList<>();
                told.path("parameters").forEach(parameter -> {
                    if (parameter.path("in").asText().equals("query")) {
                        parameters.add(parameter.path("name").asText());
                    }
                });
                operations.add(new Operation(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(),
                        parameters, example(told.at("/requestBody/content/application~1json"))));
            }
        }));
        return operations;
    }

    private static JsonNode example(JsonNode content) {
        JsonNode examples = content.path("examples");
        return examples.isEmpty() ? content.path("example") : examples.elements().next().path("value");
    }

    int operations() {
        return operations.size();
    }

    /** The next request. */
    Attempt next() {
        Operation operation = one(operations);
        Map<String, String> headers = new HashMap<>();
        if (chance(6)) {
            headers.put(one(HEADERS), one(HEADER_VALUES));
        }
        String method = chance(40) ? one(METHODS) : operation.method();
        String body = method.equals("GET") ? "" : body(operation.example());
        return new Attempt(method, path(operation), body, headers);
    }

    private String path(Operation operation) {
        Matcher place = PLACE.matcher(operation.path());
        StringBuilder path = new StringBuilder();
        while (place.find()) {
            String filled = encoded(inPath(place.group(1)));
            place.appendReplacement(path, Matcher.quoteReplacement(
                    place.group(1).equals("path") ? filled.replace("%2F", "/") : filled));
        }
        place.appendTail(path);
        int parameters = random.nextInt(4);
        for (int i = 0; i < parameters; i++) {
            String name = operation.parameters().isEmpty() || chance(8)
                    ? one(Spoiler.WORDS)
                    : one(operation.parameters());
            path.append(i == 0 ? '?' : '&').append(encoded(name)).append('=').append(encoded(one(Spoiler.WORDS)));
        }
        return path.toString();
    }

    private String inPath(String name) {
        if (chance(4)) {
            return one(Spoiler.WORDS).isEmpty() ? "x" : one(Spoiler.WORDS);
        }
        if (known.containsKey(name)) {
            return one(known.getOrDefault(name, List.of()));
        }
        return switch (name) {
            case "functionName" -> one(List.of("hera_entities_crud_v1", "hera_entities_crud_v2", "hera_txn_crud_v1",
                    "hera_entity_upsert_v1", "hera_dynamic_data_batch_v1", "hera_users_list_v1", "pg_sleep"));
            case "code" -> one(List.of("2026-03", "2030-01", "2024-11", "1900-13"));
            case "file" -> "docs.css";
            case "organization_id" ->
                one(List.of("a0000000-0000-4000-8000-000000000001", UUID.randomUUID().toString()));
            case "user_id" -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> one(List.of("a0000000-0000-4000-8000-0000000000f1", "a0000000-0000-4000-8000-0000000000e1",
                    new UUID(random.nextLong(), random.nextLong()).toString()));
        };
    }

    private String body(JsonNode example) {
        if (chance(12)) {
            return one(
                    List.of("", "{", "[]", "null", "{\"a\":1,\"a\":2}", "{}", "\"x\"", "[1,2", "{\"a\":\"\\u0000\"}"));
        }
        JsonNode body = example.isMissingNode() ? JsonNodeFactory.instance.objectNode() : example.deepCopy();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            spoiler.spoil(body);
        }
        return GUIDES_ID.matcher(body.toString()).replaceAll(id -> known.containsKey(id.group(1))
                ? '"' + id.group(1) + "\":\"" + one(known.getOrDefault(id.group(1), List.of())) + '"'
                : id.group());
    }

    /** The same request with something wrong in its body. */
    Attempt spoiled(Attempt attempt) {
        JsonNode body;
        try {
            body = JSON.readTree(attempt.body());
        } catch (JsonProcessingException notJson) {
            return attempt;
        }
        for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
            spoiler.spoil(body);
        }
        return new Attempt(attempt.method(), attempt.path(), body.isMissingNode() ? "" : body.toString(),
                attempt.headers());
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
