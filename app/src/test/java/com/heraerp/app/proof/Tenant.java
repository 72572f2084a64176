package com.heraerp.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.app.ApiCaller;
import com.heraerp.app.DemoServer;
import com.heraerp.client.Answer;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** A demo organization, its owner, and rows in it that each hold a text by which they are found anywhere. */
final class Tenant {

    private static final String ENTITIES = "/api/v2.1/entities";

    private final String name;
    private final OrganizationId id;
    private final ApiCaller owner;
    private final String secret;
    private final Strange mine;

    Tenant(DemoServer server, String name, OrganizationId id, String ownerId) {
        this.name = name;
        this.id = id;
        this.owner = ApiCaller.at(server.url(), server.token(ownerId, id));
        // Asking for the word must not look like being told the secret.
        // And the two tenants' words must not be alike, because a search finds names that are alike.
        String word = name + name;
        this.secret = word + "-7331";
        String parent = create("CATEGORY", "");
        String entity = create("PRODUCT", """
                ,"parent_entity_id":"%s","dynamic":{"note":{"field_type":"text","field_value_text":"%s",
                "smart_code":"HERA.SALON.INV.DYN.NOTE.V1"}},"relationships":[{"to_entity_id":"%s","relationship_type":
                "HAS_CATEGORY","smart_code":"HERA.SALON.INV.REL.HAS_CATEGORY.V1","relationship_data":{"why":"%s"}}]"""
                .formatted(parent, secret, parent, secret));
        done("PUT", ENTITIES, "{\"entity_id\":\"" + entity + "\",\"entity_name\":\"" + secret + " renamed\"}",
                Map.of());
        done("DELETE", ENTITIES, "{\"entity_id\":\"" + create("PRODUCT", "") + "\",\"reason\":\"" + secret + "\"}",
                Map.of());
        server.database().execute("update public.core_entities set entity_description = '" + secret
                + "' where organization_id = '" + id + "' and entity_description is null");
        String transaction = transaction(entity);
        this.mine = new Strange(entity, parent, transaction, ownerId, id.toString(), cursor(ENTITIES + "?limit=1"),
                cursor(ENTITIES + '/' + entity + "/history?limit=1"), cursor(Recipes.CHANGES), "key-" + name, word);
        Recipes.keyedWrites().forEach((route, body) -> {
            String[] parts = route.split(" ");
            done(parts[0], parts[1], body, Map.of("Idempotency-Key", Recipes.key(mine, route)));
        });
    }

    OrganizationId id() {
        return id;
    }

    ApiCaller owner() {
        return owner;
    }

    /** What stands in its rows and nowhere else. */
    String secret() {
        return secret;
    }

    /** What is its own, and strange to everybody else. */
    Strange mine() {
        return mine;
    }

    private String create(String type, String more) {
        String body = """
                {"entity_type":"%s","entity_name":"%s","entity_description":"%s","smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1",
                "metadata":{"note":"%s"}%s}""".formatted(type, secret, secret, secret, more);
        return text(done("POST", ENTITIES, body, Map.of()), "entity_id");
    }

    private String transaction(String entity) {
        String body = """
                {"transaction_type":"ENQUIRY","smart_code":"HERA.SALON.CRM.TXN.ENQUIRY.V1","transaction_date":"2026-03-05",
                "reference_number":"%s","metadata":{"note":"%s"},"lines":[{"line_type":"NOTE","description":"%s",
                "entity_id":"%s","smart_code":"HERA.SALON.CRM.LINE.NOTE.V1"}],"dynamic":{"note":{"field_type":"text",
                "field_value_text":"%s","smart_code":"HERA.SALON.CRM.DYN.NOTE.V1"}}}"""
                .formatted(secret, secret, secret, entity, secret);
        String id = text(done("POST", TransactionRoutes.TRANSACTIONS, body, Map.of()), "transaction_id");
        done("PUT", TransactionRoutes.TRANSACTIONS, "{\"transaction_id\":\"" + id
                + "\",\"external_reference\":\"" + secret + "\"}", Map.of());
        return id;
    }

    private String cursor(String path) {
        return text(done("GET", path, "", Map.of()), "next_cursor");
    }

    private JsonObject done(String method, String path, String body, Map<String, String> headers) {
        Answer answer = owner.send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        return JsonReader.readObject(answer.text().getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonObject object, String member) {
        return Objects.requireNonNull(object.text(member), member);
    }

    @Override
    public String toString() {
        return name;
    }
}
