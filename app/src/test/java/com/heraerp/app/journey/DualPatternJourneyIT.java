package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An entity made step by step through v2, as its callers in the field do (spec/v2-wire). */
class DualPatternJourneyIT {

    private static final String ENTITIES = "/api/v2/entities";
    private static final String FIELDS = "/api/v2/dynamic-data";
    private static final String BULK = "/api/v2/rpc/hera_entities_bulk_crud_v1";
    private static final String RELATIONSHIPS = "/api/v2/relationships";
    private static final String CODE = "HERA.SALON.INV.PRODUCT.SERUM.V1";

    private final Caller staff = RunningHera.as(Demo.STAFF).with("x-hera-api-version", "v2");
    private final Caller manager = RunningHera.as(Demo.MANAGER);
    private final Caller admin = RunningHera.as(Demo.ADMIN);

    @Test
    void makesAProductStepByStepAndReadsItBack() {
        Answer created = staff.post(ENTITIES, """
                {"p_organization_id":"%s","p_entity_type":"product","p_entity_name":"Serum","p_smart_code":"%s",
                 "p_entity_id":null,"p_colour":"ignored"}""".formatted(Demo.LUXE, CODE));
        String id = data(created).text("id");
        Answer batch = staff.post(FIELDS + "/batch", """
                {"p_entity_id":"%s","p_smart_code":"HERA.SALON.INV.DYN.FIELD.V1","p_fields":[
                 {"field_name":"price","field_type":"number","field_value_number":99.90},
                 {"field_name":"note","field_type":"text","field_value":"soft"}]}""".formatted(id));
        Answer field = staff.post(FIELDS, """
                {"p_entity_id":"%s","p_field_name":"vip","p_field_value_boolean":true,
                 "p_smart_code":"HERA.SALON.INV.DYN.FIELD.V1"}""".formatted(id));
        Answer pointed = point(id);

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.text("api_version")).isEqualTo("v2");
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.json().isTrue("success")).isTrue();
        assertThat(batch.status()).as(batch.text()).isEqualTo(200);
        assertThat(batch.text()).contains("\"total\":2", "\"upserted\":2", "\"skipped\":0");
        assertThat(data(field).text("field_type")).isEqualTo("boolean");
        assertThat(pointed.status()).as(pointed.text()).isEqualTo(201);
        assertThat(point(id).status()).isEqualTo(200);
        JsonObject item = data(staff.get(ENTITIES + "/" + id + "?p_organization_id=" + Demo.LUXE));
        assertThat(item.toJson()).contains("\"price\":99.90", "\"vip\":true", "\"entity_type\":\"PRODUCT\"");
        assertThat(staff.get(FIELDS + "?p_entity_id=" + id).items("data")).hasSize(3);
        assertThat(staff.get(FIELDS + "?p_entity_id=" + id + "&p_field_name=price").items("data")).hasSize(1);
        assertThat(staff.get(RELATIONSHIPS + "?p_from_entity_id=" + id).items("data").getFirst().text("id"))
                .isEqualTo(data(pointed).text("id"));
    }

    @Test
    void reportsEachMemberOfABulkCallThatTheGuardrailsRefuse() {
        String good = "{\"entity_type\":\"product\",\"entity_name\":\"Bulk\",\"smart_code\":\"" + CODE + "\"}";
        String bad = "{\"entity\":{\"entity_type\":\"PRODUCT\",\"smart_code\":\"HERA.BAD\"},\"dynamic\":{\"price\":{\"value\":\"dear\",\"type\":\"number\"}}}";
        String reserved = good.replace("product", "user");
        String call = "{\"p_action\":\"CREATE\",\"p_entities\":[" + good + "," + bad + "," + reserved
                + "],\"p_options\":%s}";

        Answer each = staff.post(BULK, call.formatted("{}"));
        Answer together = staff.post(BULK, call.formatted("{\"atomic\":true}"));

        assertThat(each.status()).as(each.text()).isEqualTo(200);
        List<JsonObject> results = each.items("results");
        assertThat(results).extracting(result -> result.isTrue("success")).containsExactly(true, false, false);
        assertThat(results.get(1).text("code")).isEqualTo("SMART_CODE_INVALID_FORMAT.V1");
        assertThat(String.valueOf(results.get(1).array("violations")))
                .contains("SMART_CODE_INVALID_FORMAT.V1", "ENTITY-NAME-REQUIRED", "price", "index");
        assertThat(results.get(2).text("code")).isEqualTo("forbidden");
        assertThat(together.items("results")).extracting(result -> result.text("code"))
                .containsExactly("ZH013", "SMART_CODE_INVALID_FORMAT.V1", "ZH013");
        assertThat(together.json().isTrue("atomic_rollback")).isTrue();
    }

    @Test
    void listsActiveOnesUnlessTheStatusIsGiven() {
        String id = product("Paused");
        staff.post(ENTITIES, "{\"entity_id\":\"" + id + "\",\"status\":\"paused\"}");
        String all = ENTITIES + "?p_entity_type=PRODUCT&p_include_dynamic=true&p_include_relationships=true";

        assertThat(staff.get(all).text()).doesNotContain(id);
        assertThat(staff.get(all + "&p_status=").text()).contains(id);
        assertThat(staff.get(all + "&p_status=paused&utm=1").items("data")).isNotEmpty()
                .allMatch(item -> "paused".equals(item.text("status")));
        assertThat(staff.get(all + "&limit=0").status()).isEqualTo(400);
        assertThat(staff.get(all + "&p_organization_id=" + Demo.BELLA).status()).isEqualTo(403);
    }

    @Test
    void changesByPutAndByPostAndKeepsTheChangeOfSomebodyElse() {
        String id = product("Before");

        Answer changed = staff.put(ENTITIES, "{\"p_entity_id\":\"" + id + "\",\"entity_name\":\"After\"}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(data(changed).text("entity_name")).isEqualTo("After");
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        Answer stale = staff.with("If-Match", "\"1\"").put(ENTITIES,
                "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Late\"}");
        assertThat(stale.status()).isEqualTo(412);
        Answer nameless = staff.put(ENTITIES, "{\"entity_name\":\"Whose?\"}");
        assertThat(nameless.status()).isEqualTo(400);
        assertThat(nameless.items("violations").getFirst().text("code")).isEqualTo("ENTITY-ID-REQUIRED");
        assertThat(staff.with("If-None-Match", "\"2\"").get(ENTITIES + "/" + id).status()).isEqualTo(304);
    }

    @Test
    void deletesSoftlyForGoodOrAsFarAsItCan() {
        String id = product("Gone");

        assertThat(staff.delete(ENTITIES + "/" + id, "").status()).isEqualTo(403);
        assertThat(manager.delete(ENTITIES + "/" + id + "?hard_delete=true", "").status()).isEqualTo(403);
        Answer soft = manager.delete(ENTITIES + "/" + id + "?reason=obsolete&smart_code=" + CODE, "");
        assertThat(soft.text("mode")).as(soft.text()).isEqualTo("SOFT");
        assertThat(staff.get(ENTITIES + "/" + id).status()).isEqualTo(404);
        assertThat(admin.delete(ENTITIES + "/" + id + "?force=true", "").text("mode")).isEqualTo("HARD");
        assertThat(admin.delete(ENTITIES + "/" + id + "?force=true", "").status()).isEqualTo(404);
    }

    @Test
    void takesAFieldAndARelationshipAway() {
        String id = product("Bare");
        staff.post(FIELDS, field(id, "note"));
        String relationship = data(point(id)).text("id");

        Answer gone = manager.delete(FIELDS + "?p_entity_id=" + id + "&p_field_name=note", "");
        Answer ended = manager.delete(RELATIONSHIPS + "/" + relationship, "");

        assertThat(gone.status()).as(gone.text()).isEqualTo(200);
        assertThat(ended.text("mode")).as(ended.text()).isEqualTo("SOFT");
        assertThat(staff.get(FIELDS + "?p_entity_id=" + id).items("data")).isEmpty();
        assertThat(staff.get(RELATIONSHIPS + "?p_from_entity_id=" + id).items("data")).isEmpty();
        assertThat(manager.delete(FIELDS + "?p_entity_id=" + id + "&p_field_name=note", "").status()).isEqualTo(404);
    }

    @Test
    void answersARepeatedKeyWithTheFirstAnswerByteForByte() {
        String id = product("Keyed");
        Caller keyed = staff.with("Idempotency-Key", "dual-" + id);

        Answer first = keyed.post(FIELDS, field(id, "note"));
        Answer second = keyed.post(FIELDS, field(id, "note"));

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(keyed.post(FIELDS, field(id, "other")).status()).isEqualTo(422);
        Caller deleting = manager.with("Idempotency-Key", "dual-delete-" + id);
        assertThat(deleting.delete(FIELDS + "?p_entity_id=" + id + "&p_field_name=note", "").status()).isEqualTo(200);
        assertThat(deleting.delete(FIELDS + "?p_entity_id=" + id + "&p_field_name=note", "").status()).isEqualTo(200);
        assertThat(deleting.delete(FIELDS + "?p_entity_id=" + id + "&p_field_name=b", "").status()).isEqualTo(422);
    }

    @Test
    void refusesAsTheDispatcherDoes() {
        Answer violated = staff.post(ENTITIES, "{\"entity_type\":\"PRODUCT\"}");
        Answer broken = staff.post(FIELDS + "/batch", "{\"entity_id\":\"" + Demo.ARGAN_OIL + "\",\"fields\":{}}");
        Answer typed = staff.post(FIELDS, field(Demo.ARGAN_OIL.toString(), "price").replace("\"x\"", "5")
                .replace("_text", "_boolean"));

        assertThat(violated.text("error")).isEqualTo("guardrail_violation");
        assertThat(violated.items("violations")).hasSizeGreaterThan(1);
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.text("message")).startsWith("HERA_DYN_BATCH_PAYLOAD_INVALID: ");
        assertThat(typed.status()).as(typed.text()).isEqualTo(400);
        assertThat(staff.get(ENTITIES + "/not-a-uuid").status()).isEqualTo(400);
        assertThat(staff.get(ENTITIES + "/" + UUID.randomUUID()).text("message")).startsWith("HERA_ENTITY_NOT_FOUND: ");
        assertThat(staff.post(ENTITIES, "{\"entity_type\":\"USER\",\"entity_name\":\"x\",\"smart_code\":\"" + CODE
                + "\"}").status()).isEqualTo(403);
        assertThat(RunningHera.anonymously().get(RELATIONSHIPS).status()).isEqualTo(401);
    }

    private String product(String name) {
        return Objects.requireNonNull(data(staff.post(ENTITIES, "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"" + name
                + "\",\"smart_code\":\"" + CODE + "\"}")).text("id"));
    }

    private Answer point(String from) {
        return staff.post(RELATIONSHIPS, """
                {"organization_id":"%s","from_entity_id":"%s","to_entity_id":"%s","relationship_type":"HAS_CATEGORY",
                 "smart_code":"HERA.SALON.INV.REL.CATEGORY.V1","relationship_data":{"rank":1}}"""
                .formatted(Demo.LUXE, from, Demo.CATEGORY));
    }

    private static String field(String entity, String name) {
        return "{\"p_entity_id\":\"" + entity + "\",\"p_field_name\":\"" + name
                + "\",\"p_field_value_text\":\"x\",\"p_smart_code\":\"HERA.SALON.INV.DYN.NOTE.V1\"}";
    }

    private static JsonObject data(Answer answer) {
        return Objects.requireNonNull(answer.json().object("data"), answer.text());
    }
}
