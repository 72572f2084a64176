package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.adapter.out.metrics.Meters;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** When a service is left alone, and when it is called again. */
class BreakersTest {

    /** The database's clock is an hour ahead of ours. */
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final String CALL = "HERA.RETAIL.STOCK.PROC.CALL.V1";

    private final Time time = new Time();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Breakers breakers = new Breakers(time, Meters.in(meters));
    private final AtomicInteger calls = new AtomicInteger();

    private static final class Time extends Clock {

        private Instant now = Instant.parse("2025-03-01T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private Outcome called(UUID organization, Outcome answer) {
        Invocation invocation = new Invocation(organization, "CALL", null, JsonObject.EMPTY,
                JsonObject.builder().put("organization_id", organization.toString()).build(), "key", 1, false, null,
                Duration.ofSeconds(30), time.now.plus(AHEAD));
        return breakers.guarded(CALL, invocation, outcome -> !(outcome instanceof Outcome.Completed), () -> {
            calls.incrementAndGet();
            return answer;
        });
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            called(Demo.LUXE, new Outcome.Unknown("no answer"));
        }
    }

    @Test
    void opensAfterFailuresInARowForThatOrganizationAlone() {
        fail(Breakers.MOST_FAILURES - 1);
        called(Demo.LUXE, Outcome.completed());
        fail(Breakers.MOST_FAILURES - 1);
        calls.set(0);
        assertThat(called(Demo.LUXE, new Outcome.Unknown("no answer"))).as("not in a row")
                .isInstanceOf(Outcome.Unknown.class);
        assertThat(calls).hasValue(1);
        calls.set(0);

        Outcome refused = called(Demo.LUXE, Outcome.completed());

        assertThat(refused).isInstanceOfSatisfying(Outcome.Postponed.class, postponed -> {
            assertThat(postponed.until()).isEqualTo(time.now.plus(AHEAD).plus(Breakers.OPEN));
            assertThat(postponed.reason()).contains(CALL);
        });
        assertThat(calls).hasValue(0);
        assertThat(called(Demo.BELLA, Outcome.completed())).isEqualTo(Outcome.completed());
        assertThat(meters.get("hera.orchestration.breakers.open").tag("code", CALL).gauge().value()).isOne();
    }

    @Test
    void letsOneCallTryAndClosesWhenItIsAnswered() {
        fail(Breakers.MOST_FAILURES);
        time.now = time.now.plus(Breakers.OPEN);
        breakers.guarded(CALL, new Invocation(Demo.LUXE, "CALL", null, JsonObject.EMPTY,
                JsonObject.builder().put("organization_id", Demo.LUXE.toString()).build(), "key", 1, false, null,
                Duration.ofSeconds(30), time.now), outcome -> false, () -> {
                    // While it tries, nobody else does.
                    assertThat(called(Demo.LUXE, Outcome.completed())).isInstanceOf(Outcome.Postponed.class);
                    return Outcome.completed();
                });

        assertThat(called(Demo.LUXE, Outcome.completed())).isEqualTo(Outcome.completed());
        assertThat(meters.get("hera.orchestration.breakers.open").gauge().value()).isZero();
    }

    @Test
    void opensAgainWhenTheTrialFails() {
        fail(Breakers.MOST_FAILURES);
        time.now = time.now.plus(Breakers.OPEN);
        fail(1);

        assertThat(called(Demo.LUXE, Outcome.completed())).isInstanceOf(Outcome.Postponed.class);
    }
}
