package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.adapter.out.metrics.Meters;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.port.ServiceNews;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
    private final Wire wire = new Wire();
    private final Breakers breakers = new Breakers(time, Meters.in(meters), wire.end());
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

    /** What is said at one end of it is heard at all others. */
    private static final class Wire {

        private final List<List<ServiceNews.Listener>> ends = new ArrayList<>();
        private int told;

        ServiceNews end() {
            List<ServiceNews.Listener> mine = new ArrayList<>();
            ends.add(mine);
            return new ServiceNews() {
                @Override
                public void tell(Call call) {
                    told++;
                    ends.stream().filter(each -> each != mine).flatMap(List::stream)
                            .forEach(listener -> listener.heard(call));
                }

                @Override
                public void listen(Listener listener) {
                    mine.add(listener);
                }
            };
        }
    }

    private Outcome called(UUID organization, Outcome answer) {
        return called(breakers, organization, answer);
    }

    private Outcome called(Breakers breakers, UUID organization, Outcome answer) {
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

    private static final Outcome SILENCE = new Outcome.Unknown("no answer");

    private Breakers another() {
        return new Breakers(time, Meters.in(new SimpleMeterRegistry()), wire.end());
    }

    @Test
    void countsTheFailuresOfAllProcessesTogether() {
        Breakers other = another();
        Breakers third = another();
        for (int i = 0; i < Breakers.MOST_FAILURES - 1; i++) {
            called(i % 2 == 0 ? breakers : other, Demo.LUXE, SILENCE);
        }
        assertThat(called(third, Demo.LUXE, SILENCE)).as("one too few until now").isEqualTo(SILENCE);

        assertThat(called(breakers, Demo.LUXE, Outcome.completed())).isInstanceOf(Outcome.Postponed.class);
        assertThat(called(other, Demo.LUXE, Outcome.completed())).isInstanceOf(Outcome.Postponed.class);
        assertThat(called(third, Demo.LUXE, Outcome.completed())).isInstanceOf(Outcome.Postponed.class);
        assertThat(called(other, Demo.BELLA, Outcome.completed())).as("of another organization")
                .isEqualTo(Outcome.completed());
        assertThat(meters.get("hera.orchestration.breakers.open").gauge().value()).isOne();
    }

    @Test
    void closesWhenOneOfThemIsAnswered() {
        Breakers other = another();
        fail(Breakers.MOST_FAILURES);
        time.now = time.now.plus(Breakers.OPEN);

        assertThat(called(other, Demo.LUXE, Outcome.completed())).as("the trial").isEqualTo(Outcome.completed());

        assertThat(meters.get("hera.orchestration.breakers.open").gauge().value()).isZero();
        fail(Breakers.MOST_FAILURES - 1);
        assertThat(called(Demo.LUXE, Outcome.completed())).as("counted anew").isEqualTo(Outcome.completed());
    }

    @Test
    void opensForAllAgainWhenTheTrialOfOneFails() {
        Breakers other = another();
        fail(Breakers.MOST_FAILURES);
        time.now = time.now.plus(Breakers.OPEN);

        called(other, Demo.LUXE, SILENCE);

        assertThat(called(Demo.LUXE, Outcome.completed())).isInstanceOf(Outcome.Postponed.class);
    }

    /** Whoever lies can make calls late, and cannot stop them: a trial finds out. */
    @Test
    void believesNobodyLongerThanItTakesToTry() {
        ServiceNews liar = wire.end();
        for (int i = 0; i < 1_000; i++) {
            liar.tell(new ServiceNews.Call(Demo.LUXE, CALL, true));
        }
        assertThat(called(Demo.LUXE, Outcome.completed())).isInstanceOf(Outcome.Postponed.class);
        time.now = time.now.plus(Breakers.OPEN);

        assertThat(called(Demo.LUXE, Outcome.completed())).isEqualTo(Outcome.completed());
        assertThat(called(Demo.LUXE, Outcome.completed())).isEqualTo(Outcome.completed());
    }

    @Test
    void remembersSoManyServicesThatItIsOnlyToldOf() {
        ServiceNews liar = wire.end();
        for (int i = 0; i < 10_000; i++) {
            liar.tell(new ServiceNews.Call(new UUID(1, i), CALL, true));
        }
        for (int i = 0; i < Breakers.MOST_FAILURES; i++) {
            liar.tell(new ServiceNews.Call(Demo.LUXE, CALL, true));
        }

        assertThat(called(Demo.LUXE, Outcome.completed())).as("one too many to have heard of")
                .isEqualTo(Outcome.completed());
        fail(Breakers.MOST_FAILURES);
        assertThat(called(Demo.LUXE, Outcome.completed())).as("its own calls count all the same")
                .isInstanceOf(Outcome.Postponed.class);
    }

    /** A service that is well costs no message. */
    @Test
    void tellsOnlyWhatIsNews() {
        called(Demo.LUXE, Outcome.completed());
        called(Demo.LUXE, Outcome.completed());
        assertThat(wire.told).isZero();
        fail(2);
        called(Demo.LUXE, Outcome.completed());
        called(Demo.LUXE, Outcome.completed());

        assertThat(wire.told).as("two failures and the answer after them").isEqualTo(3);
    }
}
