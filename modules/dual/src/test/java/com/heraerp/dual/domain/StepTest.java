package com.heraerp.dual.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTest {

    @Test
    void takesEachNameWithAndWithoutItsPrefixAndIgnoresExtras() {
        String arguments = "{'p_entity_type':'PRODUCT','p_entity_name':'Serum'}";

        assertThat(Step.upsertEntity(body("{'p_entity_type':'PRODUCT','entity_name':'Serum','colour':'red'}"), null)
                .arguments().toJson()).isEqualTo(text(arguments));
        assertThat(Step.upsertEntity(body("{'entity_type':'OTHER','p_entity_type':'PRODUCT','p_entity_name':'Serum',"
                + "'p_entity_id':null,'p_status':''}"), null).arguments().toJson()).isEqualTo(text(arguments));
    }

    @Test
    void tellsAnEmptyCodeFromNone() {
        assertThat(Step.upsertEntity(body("{'entity_id':'e','entity_code':''}"), 3L).arguments().toJson())
                .isEqualTo(text("{'p_entity_id':'e','p_entity_code':'','p_expected_version':3}"));
        assertThat(Step.upsertEntity(body("{'id':'e'}"), null).isOfOne()).isTrue();
        assertThat(Step.upsertEntity(body("{'entity_name':'e'}"), null).isOfOne()).isFalse();
    }

    @Test
    void tellsAnEmptyStatusFromNone() {
        assertThat(Step.listEntities(WireForm.ofQuery(Map.of("p_status", ""))).arguments().text("p_status")).isEmpty();
        assertThat(Step.listEntities(WireForm.ofQuery(Map.of())).arguments().get("p_status")).isNull();
        assertThat(Step.listEntities(WireForm.ofQuery(Map.of("status", "paused"))).arguments().text("p_status"))
                .isEqualTo("paused");
    }

    @Test
    void readsNumbersAndTruthsOutOfAQueryAndLeavesTheRestToTheDispatcher() {
        assertThat(Step.listEntities(WireForm.ofQuery(Map.of("limit", "5", "p_include_dynamic", "false")))
                .arguments().toJson()).isEqualTo(text("{'p_include_dynamic':false,'p_limit':5}"));
        assertThat(Step.listEntities(WireForm.ofQuery(Map.of("limit", "many"))).arguments().toJson())
                .isEqualTo(text("{'p_limit':'many'}"));
        assertThat(Step.listEntities(WireForm.ofQuery(Map.of("entity_code", "100"))).arguments().toJson())
                .isEqualTo(text("{'p_entity_code':'100'}"));
    }

    @ParameterizedTest
    @CsvSource({"hard_delete,true,true", "force,true,true", "p_force,true,true", "force,false,false",
        "hard_delete,maybe,maybe"})
    void deletesForGoodWhenEitherWordSaysSo(String name, String value, String hard) {
        assertThat(String.valueOf(Step.deleteEntity("e", WireForm.ofQuery(Map.of(name, value)), null).arguments()
                .toJson())).contains("\"p_hard_delete\":" + (hard.equals("maybe") ? "\"maybe\"" : hard));
        assertThat(Step.deleteRelationship("r", WireForm.ofQuery(Map.of("force", "true", "hard_delete", "false")), null)
                .arguments().isTrue("p_hard_delete")).isTrue();
    }

    @Test
    void makesAListOfOneField() {
        assertThat(Step.setField(body("{'p_entity_id':'e','p_field_name':'price','p_field_value_number':1.50,"
                + "'p_smart_code':'S'}"), null).arguments().toJson())
                .isEqualTo(text("{'p_entity_id':'e','p_smart_code':'S','p_fields':[{'field_name':'price',"
                        + "'field_value_number':1.50}]}"));
    }

    @Test
    void passesOnTheOrganizationThatTheDispatcherCompares() {
        assertThat(Step.listFields(WireForm.ofQuery(Map.of("p_organization_id", "o"))).arguments().toJson())
                .isEqualTo(text("{'p_organization_id':'o'}"));
    }

    private static WireForm body(String json) {
        return WireForm.ofBody(JsonReader.readObject(text(json).getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(String json) {
        return json.replace('\'', '"');
    }
}
