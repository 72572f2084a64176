package com.heraerp.orchestration.domain.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // Rome's clocks show 02:30 twice on 2025-10-26 and never on 2025-03-30.
        "30 2 * * *   | 2025-10-25T12:00:00Z | 2025-10-26T00:30:00Z",
        "30 2 * * *   | 2025-10-26T00:30:00Z | 2025-10-27T01:30:00Z",
        "30 2 * * *   | 2025-10-26T01:10:00Z | 2025-10-27T01:30:00Z",
        "30 2 * * *   | 2025-03-29T12:00:00Z | 2025-03-30T01:30:00Z",
        "*/30 * * * * | 2025-10-26T00:30:00Z | 2025-10-26T01:00:00Z",
        "0 9 * * *    | 2025-07-01T00:00:00Z | 2025-07-01T07:00:00Z",
    })
    void followsTheClocksOfAZone(String cron, Instant after, Instant next) {
        assertThat(Cron.parse(cron).orElseThrow().next(after, ZoneId.of("Europe/Rome"))).contains(next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "* * * * *  | 2025-02-09T00:00:00Z | 2025-02-10T09:00:30Z | 2025-02-10T09:00:00Z",
        "0 6 * * *  | 2025-02-10T06:00:00Z | 2025-02-10T09:00:00Z |",
        "0 6 * * *  | 2025-02-10T05:00:00Z | 2025-02-10T06:00:00Z | 2025-02-10T06:00:00Z",
        "0 6 1 * *  | 2020-02-10T05:00:00Z | 2025-02-10T06:00:00Z | 2025-02-01T06:00:00Z",
        "0 0 29 2 * | 2019-01-01T00:00:00Z | 2027-03-01T00:00:00Z | 2024-02-29T00:00:00Z",
    })
    void tellsTheLatestTime(String cron, Instant since, Instant now, Instant latest) {
        assertThat(Cron.parse(cron).orElseThrow().latest(since, now, ZoneOffset.UTC))
                .isEqualTo(Optional.ofNullable(latest));
    }
}
