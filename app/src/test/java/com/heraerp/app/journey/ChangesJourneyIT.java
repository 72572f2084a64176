package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody follows what happens in the organization. */
class ChangesJourneyIT {

    private static final String CHANGES = "/api/v2.1/changes";

    private final Caller staff = RunningHera.as(Demo.STAFF);
    private final Caller viewer = RunningHera.as(Demo.VIEWER);

    @Test
    void followsWhatHappensFromWhereHeStands() {
        String here = end();
        String id = staff
                .post("/api/v2.1/entities",
                        """
                {"entity_type":"SUPPLIER","entity_name":"Followed","smart_code":"HERA.SALON.INV.SUPPLIER.LOCAL.V1",
                "dynamic":{"city":{"field_type":"text","field_value_text":"Dubai","smart_code":"HERA.SALON.INV.DYN.CITY.V1"}}}""")
                .text("entity_id");
        staff.put("/api/v2.1/entities", "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Renamed\"}");

        Answer page = viewer.get(CHANGES + "?entity_type=supplier&cursor=" + here);

        List<JsonObject> mine = page.items("data").stream().filter(item -> id.equals(item.text("entity_id"))).toList();
        assertThat(mine).hasSize(2);
        JsonObject created = mine.getFirst();
        assertThat(created.names()).containsExactly("cursor", "id", "at", "actor_user_id", "action", "entity_id",
                "entity_type", "smart_code", "version", "changes");
        assertThat(created.text("action")).isEqualTo("CREATE");
        assertThat(created.text("entity_type")).isEqualTo("SUPPLIER");
        assertThat(created.text("actor_user_id")).isEqualTo(Demo.STAFF.toString());
        assertThat(Objects.requireNonNull(created.array("changes")).toJson())
                .contains("dynamic.city", "Dubai", "entity_name");
        assertThat(Objects.requireNonNull(mine.getLast().array("changes")).toJson()).contains("Followed", "Renamed");
        assertThat(viewer.get(CHANGES + "?entity_type=supplier&cursor=" + page.text("next_cursor")).items("data"))
                .noneMatch(item -> id.equals(item.text("entity_id")));
    }

    @Test
    void alwaysToldWhereToGoOn() {
        Answer first = viewer.get(CHANGES + "?limit=3");
        Answer nothing = viewer.get(CHANGES + "?entity_type=NOTHING_OF_THE_KIND");

        assertThat(first.items("data")).hasSize(3);
        assertThat(first.json().isTrue("has_more")).isTrue();
        assertThat(first.text("next_cursor")).isEqualTo(first.items("data").getLast().text("cursor"));
        assertThat(nothing.items("data")).isEmpty();
        assertThat(nothing.text("next_cursor")).hasSize(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?cursor=x", "?limit=0", "?limit=1001", "?since=2025-01-01", "?entity_type="})
    void toldWhatHeAskedWrong(String query) {
        assertThat(viewer.get(CHANGES + query).status()).isEqualTo(400);
    }

    @Test
    void unknownWithoutAToken() {
        assertThat(RunningHera.anonymously().get(CHANGES).status()).isEqualTo(401);
    }

    private String end() {
        Answer page = viewer.get(CHANGES + "?limit=1000");
        while (page.json().isTrue("has_more")) {
            page = viewer.get(CHANGES + "?limit=1000&cursor=" + page.text("next_cursor"));
        }
        return page.text("next_cursor");
    }
}
