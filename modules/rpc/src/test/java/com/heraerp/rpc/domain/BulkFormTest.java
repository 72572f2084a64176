package com.heraerp.rpc.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkFormTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'entity_name':'N'}|{'p_action':'CREATE','p_entity':{'entity_name':'N'},'p_options':{'limit':1}}",
        "{'entity':{'entity_name':'N'},'entity_id':'i','dynamic':{},'options':{'limit':2}}"
                + "|{'p_action':'CREATE','p_entity':{'entity_name':'N','entity_id':'i'},'p_dynamic':{},'p_options':{'limit':2}}",
        "{'entity':{},'relationships':{'HAS':['i']}}"
                + "|{'p_action':'CREATE','p_entity':{},'p_relationships':{'HAS':['i']},'p_options':{'limit':1}}"})
    void readsAMemberAsTheOneCall(String member, String arguments) {
        assertThat(BulkForm.arguments("CREATE", json(member), json("{'atomic':true,'batch_size':5,'limit':1}")))
                .isEqualTo(json(arguments));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'options':'a column of that name'}|{'entity':{'e':1},'dynamic':{}}",
        "{'entity':{'e':2},'options':{'limit':2}}|{'entity':{'e':1},'dynamic':{},'options':{'limit':2}}"})
    void writesAMemberWithItsOwnOptionsAlone(String given, String written) {
        JsonObject passed = json("{'p_action':'CREATE','p_entity':{'e':1},'p_dynamic':{},'p_options':{'limit':1}}");

        assertThat(BulkForm.member(passed, json(given))).isEqualTo(json(written));
    }

    @Test
    void tellsWhichMemberWasRefusedAndWhy() {
        Refused violated = Refused.because(Refusal.GUARDRAIL_VIOLATION, "Entity validation failed")
                .withViolations(List.of(Violation.error("A", "a"), Violation.error("B", "b")), List.of());

        assertThat(BulkForm.refused(3, json("{'entity':{'entity_id':'i'}}"), violated)).isEqualTo(json("""
                {'refused':{'error':'HERA_VALIDATION_FAILED: a; b','code':'A','context':{'index':3},'violations':[
                 {'code':'A','message':'a','severity':'ERROR','context':{'index':3}},
                 {'code':'B','message':'b','severity':'ERROR','context':{'index':3}}]},'entity_id':'i'}"""));
        assertThat(BulkForm.refused(0, json("{'id':'i'}"), Refused.field("f", "m"))).isEqualTo(json(
                "{'refused':{'error':'m','code':'invalid_request','context':{'field':'f','index':0}},'id':'i'}"));
    }

    private static JsonObject json(String text) {
        return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
