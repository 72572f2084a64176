package com.heraerp.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.heraerp.app.DemoServer;
import com.heraerp.kernel.OrganizationId;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the description and the README show is what happens, word for word. */
class PublishedExamplesIT {

    private static final DemoServer SERVER = new DemoServer();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENTITIES = "/api/v2.1/entities";
    private static final String TRANSACTIONS = "/api/v2.1/transactions";
    private static final String ONE = "550e8400-e29b-41d4-a716-446655440000";
    private static final String OTHER = "660e8400-e29b-41d4-a716-446655440001";
    private static final String PRODUCT = """
            {"entity_type":"PRODUCT","entity_name":"Shampoo","smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1"}""";
    private static final String JOURNAL = """
            {"transaction_type":"JOURNAL_ENTRY","smart_code":"HERA.FIN.GL.JOURNAL.MANUAL.V1","transaction_date":"2025-10-20","lines":[
            {"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"a0000000-0000-4000-8000-000000001000",
             "debit_amount":100.00,"currency_code":"AED"},
            {"line_type":"GL","smart_code":"HERA.FIN.GL.LINE.ENTRY.V1","entity_id":"a0000000-0000-4000-8000-000000004000",
             "credit_amount":100.00,"currency_code":"AED"}]}""";

    /** What differs with each call. */
    private static final List<String> VOLATILE = List.of("request_id", "performance");

    private static final Pattern CALL = Pattern.compile(
            "curl -s \"\\$\\{H\\[@\\]}\"(?: -X (?<method>[A-Z]+))?(?: -H '(?<header>[^']+)')? \"?\\$B(?<path>[^\" \\n]+)\"?"
                    + "(?: -d '(?<body>[^']*)')?");

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void answersErrorsAsTheDescriptionShowsThem() throws Exception {
        String id = created(ENTITIES, PRODUCT, "entity_id");
        for (String name : List.of("One", "Two", "Three")) {
            send("PUT", ENTITIES, Map.of(), "{\"entity_id\":\"" + id + "\",\"entity_name\":\"" + name + "\"}");
        }
        JsonNode shown = description().at("/components/responses");

        same(shown, "BadRequest",
                send("POST", ENTITIES, Map.of(), "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"X\"}"));
        same(shown, "Unauthorized", send("GET", ENTITIES, Map.of("Authorization", "Bearer"), ""));
        same(shown, "VersionConflict", send("PUT", ENTITIES, Map.of("If-Match", "\"3\""),
                "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Four\"}"));
        assertThat(shown.findParents("example")).as("examples of errors, each tried above or a health check")
                .hasSize(4);
    }

    @Test
    void takesTheRequestsThatTheDescriptionShows() throws Exception {
        List<String> tried = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : description().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                JsonNode example = operation.getValue().at("/requestBody/content/application~1json/example");
                if (example.isObject() && !path.getKey().contains("{")) {
                    String method = operation.getKey().toUpperCase(Locale.ROOT);
                    HttpResponse<String> answer = send(method, path.getKey(), platform(method, path.getKey()),
                            filled(method + ' ' + path.getKey(), example.toString()));
                    assertThat(answer.statusCode()).as("%s %s: %s", method, path.getKey(), answer.body()).isBetween(200,
                            299);
                    tried.add(method + ' ' + path.getKey());
                }
            }
        }
        assertThat(tried).hasSizeGreaterThan(14).contains("POST " + ENTITIES, "DELETE " + TRANSACTIONS,
                "POST /api/v2/entities");
    }

    @Test
    void answersTheCallsOfTheReadme() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md")).replaceAll("(?s).*?\nB=http", "B=http");
        Matcher call = CALL.matcher(readme.substring(0, readme.indexOf("```")));
        String entity = "";
        int calls = 0;
        while (call.find()) {
            String body = String.valueOf(call.group("body") == null ? "" : call.group("body")).replace("<id>", entity);
            String header = String.valueOf(call.group("header"));
            String method = call.group("method") != null ? call.group("method") : body.isEmpty() ? "GET" : "POST";
            HttpResponse<String> answer = send(method, call.group("path"),
                    header.startsWith("If-Match: ") ? Map.of("If-Match", header.substring(10)) : Map.of(), body);
            assertThat(answer.statusCode()).as("%s: %s", call.group(), answer.body()).isBetween(200, 299);
            JsonNode id = JSON.readTree(answer.body()).path("entity_id");
            entity = id.isTextual() ? id.asText() : entity;
            calls++;
        }
        assertThat(calls).as("calls found in the README").isEqualTo(6);
    }

    private static void same(JsonNode shown, String name, HttpResponse<String> answer) throws Exception {
        ObjectNode example = (ObjectNode) shown.path(name).at("/content/application~1json/example").deepCopy();
        ObjectNode real = (ObjectNode) JSON.readTree(answer.body());
        assertThat(real.remove(VOLATILE)).isNotNull();
        assertThat(real).as(name).isEqualTo(example.remove(VOLATILE));
    }

    /** The example with the things that it names: they are another's, or were used up by an example before it. */
    private static String filled(String operation, String example) throws Exception {
        String body = example.replace("TXN-2025-001", "TXN-" + operation.hashCode());
        if (operation.endsWith(ENTITIES) || operation.endsWith(ENTITIES + "/batch")) {
            return body.contains(ONE) ? body.replace(ONE, created(ENTITIES, PRODUCT, "entity_id")) : body;
        }
        boolean reverses = operation.startsWith("DELETE");
        String draft = JOURNAL.replace("JOURNAL_ENTRY", "NOTE").replaceAll("(?s),\"lines\".*", "}")
                .replace("HERA.FIN.GL.JOURNAL.MANUAL.V1", "HERA.SALON.CRM.TXN.NOTE.V1");
        return body.contains(ONE)
                ? body.replace(ONE, created(TRANSACTIONS, reverses ? JOURNAL : draft, "transaction_id"))
                        .replace(OTHER, created(TRANSACTIONS, JOURNAL, "transaction_id"))
                : body;
    }

    private static Map<String, String> platform(String method, String path) {
        return method.equals("POST") && path.equals("/api/v2.1/organizations")
                ? Map.of("Authorization", "Bearer " + SERVER.token("d0000000-0000-4000-8000-0000000000d1",
                        OrganizationId.PLATFORM))
                : Map.of();
    }

    private static String created(String path, String body, String id) throws Exception {
        HttpResponse<String> answer = send("POST", path, Map.of(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path(id).asText();
    }

    private static JsonNode description() throws Exception {
        return JSON.readTree(send("GET", "/api/openapi.json", Map.of(), "").body());
    }

    private static HttpResponse<String> send(String method, String path, Map<String, String> headers, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(SERVER.url().resolve(path.replace("*", "%2A")))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .setHeader("Authorization", "Bearer " + SERVER.token(DemoServer.LUXE_OWNER, DemoServer.LUXE))
                .setHeader("Content-Type", "application/json");
        headers.forEach(request::setHeader);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
