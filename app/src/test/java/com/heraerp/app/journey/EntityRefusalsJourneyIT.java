package com.heraerp.app.journey;

import static com.heraerp.app.journey.GivenEntity.ENTITIES;
import static com.heraerp.app.journey.GivenEntity.product;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import org.junit.jupiter.api.Test;

/** What the guardrails and the strict reading of requests say about entities. */
class EntityRefusalsJourneyIT {

    private final Caller staff = RunningHera.as(Demo.STAFF);
    private final Caller owner = RunningHera.as(Demo.OWNER);

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
    void refusesWhatItDoesNotUnderstandByName() {
        assertThat(staff.get(ENTITIES + "?colour=red").toString()).startsWith("400").contains("colour");
        assertThat(staff.get(ENTITIES + "?limit=10000").toString()).startsWith("400").contains("limit");
        assertThat(staff.get(ENTITIES + "?cursor=a&offset=1").toString()).startsWith("400").contains("cursor");
        assertThat(staff.get(ENTITIES + "?order=colour").toString()).startsWith("400").contains("entity_name");
        assertThat(staff.post(ENTITIES + "?dry=1", product("Q")).toString()).startsWith("400").contains("dry");
        assertThat(staff.put(ENTITIES + "?if_match=1", "{}").toString()).startsWith("400").contains("if_match");
        assertThat(owner.delete(ENTITIES + "?hard=1", "{}").toString()).startsWith("400").contains("hard");
        assertThat(staff.post("/api/v2.1/transactions?draft=1", "{}").toString()).startsWith("400").contains("draft");
        assertThat(staff.get(ENTITIES + "/not-a-uuid").toString()).startsWith("400").contains("entity_id");
        assertThat(staff.post(ENTITIES, "{\"entity_type\":").toString()).startsWith("400").contains("invalid_json");
        assertThat(RunningHera.anonymously().get(ENTITIES).status()).isEqualTo(401);
        assertThat(owner.post(ENTITIES, product("U").replace("\"PRODUCT\"", "\"USER\"")).toString())
                .startsWith("403")
                .contains("USER");
    }
}
