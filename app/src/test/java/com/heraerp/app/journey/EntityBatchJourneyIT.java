package com.heraerp.app.journey;

import static com.heraerp.app.journey.GivenEntity.ENTITIES;
import static com.heraerp.app.journey.GivenEntity.product;
import static com.heraerp.app.journey.GivenEntity.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many changes in one request. */
class EntityBatchJourneyIT {

    private final Caller staff = RunningHera.as(Demo.STAFF);

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
}
