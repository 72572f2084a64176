package com.heraerp.orchestration.domain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "* * * * *      | 2025-02-10T09:00:30Z | 2025-02-10T09:01Z",
        "*/15 * * * *   | 2025-02-10T09:15:00Z | 2025-02-10T09:30Z",
        "0 6 * * 1-5    | 2025-02-14T06:00:00Z | 2025-02-17T06:00Z",
        "30 23 31 * *   | 2025-04-01T00:00:00Z | 2025-05-31T23:30Z",
        "0 0 29 2 *     | 2025-01-01T00:00:00Z | 2028-02-29T00:00Z",
        "0 0 13 * 5     | 2025-02-10T00:00:00Z | 2025-02-13T00:00Z",
        "0 0 * * 7      | 2025-02-10T00:00:00Z | 2025-02-16T00:00Z",
        "5,10-12/2 8 1 1,6 * | 2025-01-01T08:05:00Z | 2025-01-01T08:10Z",
    })
    void tellsTheNextTime(String cron, ZonedDateTime after, ZonedDateTime next) {
        assertThat(Cron.parse(cron).orElseThrow().next(after)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "5-1 * * * *",
        "*/0 * * * *", "a * * * *", "1--2 * * * *", "* * * * 8"})
    void refusesWhatIsNoCron(String cron) {
        assertThat(Cron.parse(cron)).isEmpty();
    }

    @org.junit.jupiter.api.Test
    void knowsATimeThatNeverComes() {
        assertThat(Cron.parse("0 0 31 2 *").orElseThrow().next(ZonedDateTime.parse("2025-01-01T00:00:00Z"))).isEmpty();
    }
}
