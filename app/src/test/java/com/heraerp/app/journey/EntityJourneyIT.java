package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The guide's examples about entities, and what the contract adds to them. */
class EntityJourneyIT {

    private static final String ENTITIES = "/api/v2.1/entities";

    private final Caller staff = RunningHera.as(Demo.STAFF);
    private final Caller owner = RunningHera.as(Demo.OWNER);

    @Test
    void createsTheGuidesProductWithDynamicFields() {
        Answer created = staff.post(ENTITIES, guidesProduct("PROD-LAV-500"));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().names())
                .containsExactly("success", "api_version", "entity_id", "version", "actor_user_id", "organization_id",
                        "performance");
        assertThat(created.text("api_version")).isEqualTo("v2.1");
        assertThat(created.text("actor_user_id")).isEqualTo(Demo.STAFF.toString());
        assertThat(created.text("organization_id")).isEqualTo(Demo.LUXE.toString());
        assertThat(created.header("Location")).isEqualTo(ENTITIES + "/" + created.text("entity_id"));

        JsonObject item = staff.get(ENTITIES + "/" + created.text("entity_id") + "?include_relationships=true").item();
        assertThat(item.text("entity_name")).isEqualTo("Organic Lavender Shampoo");
        assertThat(item.text("supplier")).isEqualTo("Organic Beauty Supplies Ltd.");
        assertThat(item.toJson()).contains("\"price\":32.50", "\"HAS_CATEGORY\"", "\"HAS_BRAND\"");
    }

    @Test
    void listsActiveProductsAsTheGuideDoes() {
        String code = unique("LIST");
        String id = staff.post(ENTITIES, product(code)).text("entity_id");

        Answer list = staff.get(ENTITIES
                + "?entity_type=PRODUCT&status=active&limit=50&offset=0&include_dynamic=true&include_relationships=false");

        assertThat(list.status()).as(list.text()).isEqualTo(200);
        assertThat(list.items("data")).anySatisfy(item -> {
            assertThat(item.text("id")).isEqualTo(id);
            assertThat(item.toJson()).contains("\"price\":25.00");
        });
        assertThat(list.number("count")).isEqualTo(list.items("data").size());
        assertThat(String.valueOf(list.json().object("filters")))
                .contains("entity_type", "PRODUCT", "status", "active");
        assertThat(list.text("organization_id")).isEqualTo(Demo.LUXE.toString());
    }

    @Test
    void pagesThroughWithoutLossOrRepetition() {
        String type = unique("PAGED");
        for (int i = 0; i < 5; i++) {
            staff.post(ENTITIES, product(type + i).replace("\"PRODUCT\"", "\"" + type + "\""));
        }

        Answer first = staff.get(ENTITIES + "?entity_type=" + type + "&limit=2&order=entity_code.asc");
        Answer second = staff.get(ENTITIES + "?entity_type=" + type + "&limit=2&order=entity_code.asc&cursor="
                + first.text("next_cursor"));
        Answer third = staff.get(ENTITIES + "?entity_type=" + type + "&limit=2&order=entity_code.asc&cursor="
                + second.text("next_cursor"));

        assertThat(List.of(first, second, third))
                .flatExtracting(page -> page.items("data").stream().map(item -> item.text("entity_code")).toList())
                .containsExactly(type + 0, type + 1, type + 2, type + 3, type + 4);
        assertThat(third.json().has("next_cursor")).isFalse();
    }

    @Test
    void filtersAndOrdersByFields() {
        String type = unique("FILTERED");
        for (int i = 1; i <= 5; i++) {
            staff.post(ENTITIES,
                    product(type + i).replace("\"PRODUCT\"", "\"" + type + "\"").replace("25.00", i + "0.00"));
        }

        Answer first = staff.get(ENTITIES + "?entity_type=" + type
                + "&dynamic.price=gte.20&dynamic.price=lt.50&order=dynamic.price.desc&limit=2&include_total=true");
        Answer second = staff.get(ENTITIES + "?entity_type=" + type
                + "&dynamic.price=gte.20&dynamic.price=lt.50&order=dynamic.price.desc&limit=2&cursor="
                + first.text("next_cursor"));

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(first.text()).contains("\"price\":40.00", "\"price\":30.00", "\"total\":3",
                "\"dynamic.price\":[\"gte.20\",\"lt.50\"]").doesNotContain("\"price\":50.00");
        assertThat(second.items("data")).singleElement().satisfies(
                item -> assertThat(item.toJson()).contains("\"price\":20.00"));
        assertThat(second.json().has("next_cursor")).isFalse();
    }

    @Test
    void searchesForWordsWithoutMindingAccentsOrSlips() {
        String type = unique("SOUGHT");
        staff.post(ENTITIES, product(unique("SOUGHT-1")).replace("\"PRODUCT\"", "\"" + type + "\"")
                .replaceFirst("\"entity_name\":\\s*\"[^\"]*\"", "\"entity_name\":\"Crème Régénérante\""));

        for (String q : List.of("creme%20regen", "R%C3%89G%C3%89N%C3%89RANTE", "rengenerante")) {
            Answer found = staff.get(ENTITIES + "?entity_type=" + type + "&q=" + q);
            assertThat(found.items("data")).as(q + found.text()).singleElement()
                    .satisfies(item -> assertThat(item.text("entity_name")).isEqualTo("Crème Régénérante"));
        }
    }

    @Test
    void saysWhichParameterOfAListingIsWrong() {
        staff.post(ENTITIES, product(unique("PRICED")));

        for (String wrong : List.of("dynamic.price=about.10", "dynamic.price=gte.cheap", "dynamic.price=in.(1,2",
                "order=colour.asc",
                "q=!!!", "cursor=made-up")) {
            Answer refused = staff.get(ENTITIES + "?" + wrong);
            assertThat(refused.status()).as(wrong + refused.text()).isEqualTo(400);
            assertThat(refused.text()).contains("\"field\":\"" + wrong.substring(0, wrong.indexOf('=')) + "\"",
                    "\"invalid_request\"");
        }
    }

    @Test
    void updatesOnlyWhatIsGiven() {
        String id = staff.post(ENTITIES, product(unique("PUT"))).text("entity_id");

        Answer updated = staff.put(
                ENTITIES,
                """
                {"entity_id": "%s", "entity_name": "Premium Shampoo Plus",
                 "dynamic": {"price": {"field_type": "number", "field_value_number": 29.99, "smart_code": "HERA.SALON.INV.DYN.PRICE.V1"},
                             "supplier": null},
                 "relationships": [{"to_entity_id": "%s", "relationship_type": "HAS_CATEGORY", "smart_code": "HERA.SALON.INV.REL.CATEGORY.V1"}]}"""
                        .formatted(id, Demo.CATEGORY));

        assertThat(updated.status()).as(updated.text()).isEqualTo(200);
        assertThat(updated.number("version")).isEqualTo(2);
        JsonObject item = staff.get(ENTITIES + "/" + id).item();
        assertThat(item.text("entity_name")).isEqualTo("Premium Shampoo Plus");
        assertThat(item.toJson()).contains("\"price\":29.99", "\"stock_level\":100");
        assertThat(item.names()).doesNotContain("supplier");
    }

    @Test
    void keepsTheChangeOfSomebodyElse() {
        String id = staff.post(ENTITIES, product(unique("ETAG"))).text("entity_id");
        String tag = staff.get(ENTITIES + "/" + id).header("ETag");
        String change = "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Mine\"}";

        assertThat(tag).isEqualTo("\"1\"");
        assertThat(staff.with("If-None-Match", "\"0\", W/" + tag).get(ENTITIES + "/" + id).status()).isEqualTo(304);
        assertThat(staff.with("If-Match", tag).put(ENTITIES, change).status()).isEqualTo(200);

        Answer late = staff.with("If-Match", tag).put(ENTITIES, change);

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text("error")).isEqualTo("version_conflict");
        assertThat(String.valueOf(late.json().object("context"))).contains("expected_version", "current_version");
        assertThat(staff.with("If-None-Match", tag).get(ENTITIES + "/" + id).status()).isEqualTo(200);
    }

    @Test
    void deletesSoftlyAndForGood() {
        String id = staff.post(ENTITIES, product(unique("DEL"))).text("entity_id");
        String body = "{\"entity_id\":\"" + id
                + "\",\"hard_delete\":false,\"cascade\":false,\"reason\":\"Discontinued product\"}";

        assertThat(staff.delete(ENTITIES, body).status()).isEqualTo(403);
        Answer soft = RunningHera.as(Demo.MANAGER).delete(ENTITIES, body);

        assertThat(soft.status()).as(soft.text()).isEqualTo(200);
        assertThat(soft.json().isTrue("deleted")).isTrue();
        assertThat(staff.get(ENTITIES + "/" + id).status()).isEqualTo(404);
        assertThat(staff.get(ENTITIES + "/" + id + "?include_deleted=true").status()).isEqualTo(200);

        String hard = body.replace("\"hard_delete\":false", "\"hard_delete\":true");
        assertThat(RunningHera.as(Demo.MANAGER).delete(ENTITIES, hard).status()).isEqualTo(403);
        assertThat(RunningHera.as(Demo.ADMIN).delete(ENTITIES, hard).status()).isEqualTo(200);
        assertThat(staff.get(ENTITIES + "/" + id + "?include_deleted=true").status()).isEqualTo(404);
    }

    @Test
    void answersARepeatedKeyWithTheFirstAnswerByteForByte() {
        String code = unique("KEY");
        Caller keyed = staff.with("Idempotency-Key", code);

        Answer first = keyed.post(ENTITIES, product(code));
        Answer second = keyed.post(ENTITIES, product(code));

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(keyed.post(ENTITIES, product(code + "B")).status()).isEqualTo(422);
    }

    @Test
    void reportsEveryViolationAsTheGuideDoes() {
        Answer refused = staff.post(ENTITIES, "{\"entity_type\":\"PRODUCT\",\"metadata\":{\"price\":25}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("guardrail_violation");
        assertThat(refused.items("violations"))
                .extracting(violation -> violation.text("code"))
                .contains("SMARTCODE-REQUIRED", "ENTITY-NAME-REQUIRED");
        assertThat(refused.items("warnings"))
                .extracting(warning -> warning.text("code"))
                .containsExactly("FIELD-PLACEMENT-WARNING");
    }

    @Test
    void namesTheTakenCode() {
        String code = unique("DUP");
        staff.post(ENTITIES, product(code));

        Answer refused = staff.post(ENTITIES, product(code));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("error")).isEqualTo("database_error");
        assertThat(refused.text("code")).isEqualTo("23505");
        assertThat(refused.text("message")).doesNotContain("core_entities");
    }

    @Test
    void undoesAnAtomicBatchAndTellsEachResult() {
        String code = unique("BATCH");

        Answer refused = staff.post(ENTITIES + "/batch", batch(true, operation(code), operation(code)));

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text("error")).isEqualTo("database_error");
        assertThat(statuses(refused)).containsExactly("424", "409");
        assertThat(staff.get(ENTITIES + "?entity_type=PRODUCT&entity_code=" + code).number("count")).isZero();
    }

    @Test
    void keepsWhatSucceedsOfABatchThatIsNotAtomic() {
        String code = unique("BATCH");

        Answer done = staff.post(
                ENTITIES + "/batch",
                batch(false, operation(code), operation(code), "{\"action\":\"CREATE\",\"entity_type\":\"PRODUCT\"}",
                        "{\"action\":\"DELETE\",\"entity_id\":\"" + UUID.randomUUID() + "\"}"));

        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(statuses(done)).containsExactly("201", "409", "400", "403");
    }

    @Test
    void tellsWhatHappened() {
        String id = staff.post(ENTITIES, product(unique("HIST"))).text("entity_id");
        staff.put(ENTITIES, "{\"entity_id\":\"" + id + "\",\"entity_name\":\"<b>Balm</b>\",\"reason\":\"Renamed\"}");

        Answer history = staff.get(ENTITIES + "/" + id + "/history");
        Answer page = staff.get(ENTITIES + "/" + id + "/history?format=html");

        assertThat(history.status()).as(history.text()).isEqualTo(200);
        assertThat(history.items("data")).extracting(change -> change.text("action")).containsExactly("UPDATE",
                "CREATE");
        assertThat(history.items("data").getFirst().text("reason")).isEqualTo("Renamed");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("sha256-");
        assertThat(page.text()).contains("&lt;b&gt;Balm&lt;/b&gt;").doesNotContain("<b>Balm");
    }

    @Test
    void hidesOneOrganizationFromAnother() {
        String id = staff.post(ENTITIES, product(unique("TENANT"))).text("entity_id");
        Caller bella = RunningHera.as(Demo.BELLA_OWNER, Demo.BELLA);

        for (String path : List.of("/" + id, "/" + id + "/history")) {
            Answer foreign = bella.get(ENTITIES + path);
            Answer unknown = bella.get(ENTITIES + path.replace(id, UUID.randomUUID().toString()));
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.text("message")).isEqualTo(unknown.text("message"));
        }
        assertThat(bella.put(ENTITIES, "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Stolen\"}").status())
                .isEqualTo(404);
        assertThat(bella.get(ENTITIES + "?entity_id=" + id).number("count")).isZero();
        assertThat(
                staff.post(ENTITIES, product("X").replaceFirst("\\{", "{\"organization_id\":\"" + Demo.BELLA + "\","))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatItDoesNotUnderstandByName() {
        assertThat(staff.get(ENTITIES + "?colour=red").toString()).startsWith("400").contains("colour");
        assertThat(staff.get(ENTITIES + "?limit=10000").toString()).startsWith("400").contains("limit");
        assertThat(staff.get(ENTITIES + "?cursor=a&offset=1").toString()).startsWith("400").contains("cursor");
        assertThat(staff.get(ENTITIES + "?order=colour").toString()).startsWith("400").contains("entity_name");
        assertThat(staff.get(ENTITIES + "/not-a-uuid").toString()).startsWith("400").contains("entity_id");
        assertThat(staff.post(ENTITIES, "{\"entity_type\":").toString()).startsWith("400").contains("invalid_json");
        assertThat(RunningHera.anonymously().get(ENTITIES).status()).isEqualTo(401);
        assertThat(owner.post(ENTITIES, product("U").replace("\"PRODUCT\"", "\"USER\"")).toString())
                .startsWith("403")
                .contains("USER");
    }

    private static List<String> statuses(Answer answer) {
        return answer.items("results").stream()
                .map(result -> String.valueOf(result.get("status")).replaceAll("\\D", ""))
                .toList();
    }

    private static String batch(boolean atomic, String... operations) {
        return "{\"atomic\":" + atomic + ",\"operations\":[" + String.join(",", operations) + "]}";
    }

    private static String operation(String code) {
        return product(code).replaceFirst("\\{", "{\"action\":\"CREATE\",");
    }

    private static String unique(String prefix) {
        return prefix + "_" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    private static String product(String code) {
        return """
                {"entity_type": "PRODUCT", "entity_name": "Premium Shampoo", "entity_code": "%s",
                 "smart_code": "HERA.SALON.INV.PRODUCT.SHAMPOO.V1", "status": "active",
                 "dynamic": {
                   "price": {"field_type": "number", "field_value_number": 25.00, "smart_code": "HERA.SALON.INV.DYN.PRICE.V1"},
                   "stock_level": {"field_type": "number", "field_value_number": 100, "smart_code": "HERA.SALON.INV.DYN.STOCK.V1"},
                   "supplier": {"field_type": "text", "field_value_text": "Beauty Supply Co.", "smart_code": "HERA.SALON.INV.DYN.SUPPLIER.V1"}}}"""
                .formatted(code);
    }

    private static String guidesProduct(String code) {
        return """
                {"entity_type": "PRODUCT", "entity_name": "Organic Lavender Shampoo", "entity_code": "%s",
                 "smart_code": "HERA.SALON.INV.PRODUCT.SHAMPOO.V1",
                 "entity_description": "Organic shampoo with lavender essential oil", "status": "active",
                 "dynamic": {
                   "price": {"field_type": "number", "field_value_number": 32.50, "smart_code": "HERA.SALON.INV.DYN.PRICE.V1"},
                   "stock_level": {"field_type": "number", "field_value_number": 150, "smart_code": "HERA.SALON.INV.DYN.STOCK.V1"},
                   "reorder_level": {"field_type": "number", "field_value_number": 20, "smart_code": "HERA.SALON.INV.DYN.REORDER.V1"},
                   "supplier": {"field_type": "text", "field_value_text": "Organic Beauty Supplies Ltd.",
                     "smart_code": "HERA.SALON.INV.DYN.SUPPLIER.V1"},
                   "ingredients": {"field_type": "json",
                     "field_value_json": {"main": ["water", "sodium lauryl sulfate", "lavender oil"], "allergens": ["sulfates"]},
                     "smart_code": "HERA.SALON.INV.DYN.INGREDIENTS.V1"}},
                 "relationships": [
                   {"to_entity_id": "%s", "relationship_type": "HAS_CATEGORY", "smart_code": "HERA.SALON.INV.REL.CATEGORY.V1"},
                   {"to_entity_id": "%s", "relationship_type": "HAS_BRAND", "smart_code": "HERA.SALON.INV.REL.BRAND.V1"}]}"""
                .formatted(code, Demo.CATEGORY, Demo.BRAND);
    }
}
