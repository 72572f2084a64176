package com.heraerp.app.http.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswerDateTest {

    private static String at(String instant) {
        return AnswerDate.of(Instant.parse(instant).toEpochMilli()).toString();
    }

    @Test
    void isWrittenAsHttpWantsItWithTwoDigitsForTheDay() {
        assertThat(at("1994-11-06T08:49:37Z")).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void followsTheClockWhicheverWayItIsSet() {
        assertThat(at("2026-11-29T15:00:00.999Z")).isEqualTo("Sun, 29 Nov 2026 15:00:00 GMT");
        assertThat(at("2026-11-29T15:00:01Z")).isEqualTo("Sun, 29 Nov 2026 15:00:01 GMT");
        assertThat(at("2026-11-29T14:59:59Z")).isEqualTo("Sun, 29 Nov 2026 14:59:59 GMT");
    }

    @Test
    void isNotWrittenAnewWithinASecond() {
        long millis = Instant.parse("2026-11-29T15:00:00Z").toEpochMilli();

        assertThat((Object) AnswerDate.of(millis + 999)).isSameAs(AnswerDate.of(millis));
    }
}
