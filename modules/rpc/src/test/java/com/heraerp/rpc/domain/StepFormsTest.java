package com.heraerp.rpc.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepFormsTest {

    @Test
    void takesAnEntitysColumnsWithoutTheirPrefixAndWithoutNulls() {
        assertThat(StepForms.entity(json("""
                {"p_entity_type":"PRODUCT","p_entity_id":null,"p_organization_id":"o","p_expected_version":1}""")))
                .isEqualTo(json("{\"p_entity\":{\"entity_type\":\"PRODUCT\"}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // a field as it is given                                             | as the rules read it
        "{'field_type':'number','field_value_number':1,'field_value_text':null} | {'field_value_number':1,'field_type':'number','smart_code':'D'}",
        "{'field_type':'text','field_value':'x'}                              | {'value':'x','type':'text','smart_code':'D'}",
        "{'field_value':true}                                                 | {'value':true,'type':'boolean','smart_code':'D'}",
        "{'value':5,'smart_code':'OWN'}                                       | {'value':5,'type':'number','smart_code':'OWN'}",
        "{'value':'x','smart_code':''}                                        | {'value':'x','type':'text','smart_code':'D'}",
        "{'field_value':[1]}                                                  | {'value':[1],'type':'json','smart_code':'D'}",
        "{}                                                                   | {'smart_code':'D'}"})
    void readsAFieldInEveryForm(String given, String read) {
        String field = given.replace("{", given.equals("{}") ? "{'field_name':'f'" : "{'field_name':'f',");
        for (String list : new String[]{"p_fields", "p_items"}) {
            assertThat(StepForms.fields(json("{'p_entity_id':'e','p_smart_code':'D','" + list + "':[" + field + "]}")))
                    .isEqualTo(json("{'p_entity':{'entity_id':'e'},'p_dynamic':{'f':" + read + "}}"));
        }
    }

    @Test
    void leavesOutWhatTheFunctionItselfRefuses() {
        assertThat(StepForms.fields(json("{'p_fields':[1,{'field_name':''},{'field_value_text':'x'}]}")))
                .isEqualTo(json("{'p_entity':{},'p_dynamic':{}}"));
        assertThat(StepForms.fields(json("{'p_fields':{'a':1}}"))).isEqualTo(json("{'p_entity':{},'p_dynamic':{}}"));
    }

    @Test
    void makesOneRelationshipOfTheArguments() {
        assertThat(StepForms.relationship(
                json("""
                {'p_from_entity_id':'f','p_to_entity_id':'t','p_relationship_type':'USES','p_smart_code':null,'p_other':1}""")))
                .isEqualTo(json("""
                        {'p_entity':{'entity_id':'f'},'p_relationships':{'mode':'UPSERT','relationships':[
                        {'to_entity_id':'t','relationship_type':'USES'}]}}"""));
    }

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
