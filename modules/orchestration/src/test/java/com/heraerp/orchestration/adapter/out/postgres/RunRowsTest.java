package com.heraerp.orchestration.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunRowsTest {

    /** PostgreSQL tells it in the time zone of the session, whatever that is. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-29T17:52:46.701534+00:00", "2026-11-29T23:22:46.701534+05:30",
        "2026-11-29T14:22:46.701534-03:30", "2026-11-29T17:52:46.701534Z"})
    void readsTheDatabasesTime(String told) {
        assertThat(RunRows.now(JsonObject.builder().put("now", told).build()))
                .isEqualTo(Instant.parse("2026-11-29T17:52:46.701534Z"));
    }
}
