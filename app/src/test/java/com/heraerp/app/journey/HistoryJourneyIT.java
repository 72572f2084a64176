package com.heraerp.app.journey;

import static com.heraerp.app.journey.GivenEntity.ENTITIES;
import static com.heraerp.app.journey.GivenEntity.product;
import static com.heraerp.app.journey.GivenEntity.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import org.junit.jupiter.api.Test;

/** What happened to an entity, told to machines and to people. */
class HistoryJourneyIT {

    private final Caller staff = RunningHera.as(Demo.STAFF);

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
}
