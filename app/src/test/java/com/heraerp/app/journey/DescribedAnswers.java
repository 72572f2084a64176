package com.heraerp.app.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Compares what the server does with what its OpenAPI document says it does. */
final class DescribedAnswers {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    /** @param document the text of {@code /api/openapi.json} */
    DescribedAnswers(String document) {
        try {
            this.document = JSON.readTree(document);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    /**
     * What is other than described; an undescribed path has nothing to be compared with.
     *
     * @param path with its query, if any
     * @param mediaType of the body that was sent
     * @param request the body that was sent, empty for none; looked at when it was accepted
     */
    List<String> differences(String method, String path, String mediaType, String request, Answer answer) {
        List<String> differences = new ArrayList<>();
        JsonNode operation = operation(method, URI.create(path).getPath());
        if (operation == null) {
            return differences;
        }
        JsonNode response = resolved(operation.at("/responses/" + answer.status()));
        if (response.isMissingNode()) {
            differences.add("status " + answer.status() + " is not described");
            return differences;
        }
        compare(response.path("content"), answer.header("Content-Type"), answer.text(), differences);
        if (answer.status() < 300 && !request.isEmpty()) {
            compare(resolved(operation.path("requestBody")).path("content"), mediaType, request, differences);
        }
        return differences;
    }

    private void compare(JsonNode content, String type, String body, List<String> differences) {
        String media = type.replaceAll(";.*", "").toLowerCase(Locale.ROOT);
        if (body.isEmpty() || content.isMissingNode()) {
            if (body.isEmpty() == content.properties().iterator().hasNext()) {
                differences.add("a body of " + body.length() + " characters, described are " + content);
            }
            return;
        }
        JsonNode schema = content.path(media).path("schema");
        if (!content.has(media)) {
            differences.add("content type " + type + " is not described");
        } else if (media.equals("application/json") && !schema.isMissingNode()) {
            compiled.computeIfAbsent(schema, this::compile).validate(body, InputFormat.JSON)
                    .forEach(message -> differences.add(message.toString()));
        }
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    private @Nullable JsonNode operation(String method, String path) {
        JsonNode found = null;
        for (Map.Entry<String, JsonNode> described : document.path("paths").properties()) {
            boolean exact = described.getKey().equals(path);
            if (exact || path.matches(described.getKey().replaceAll("\\{[^}]*}", "[^/]+"))) {
                JsonNode operation = described.getValue().get(method.toLowerCase(Locale.ROOT));
                found = operation != null && (exact || found == null) ? operation : found;
            }
        }
        return found;
    }
}
