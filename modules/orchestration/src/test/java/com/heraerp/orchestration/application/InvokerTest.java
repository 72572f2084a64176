package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.Given.Calling;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.ServiceNews;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which answers of an external service mean that it is not well, so that it is left alone. */
final class InvokerTest {

    private static final String CODE = "HERA.RETAIL.STOCK.PROC.CALL.V1";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-03-01T08:00:00Z"), ZoneOffset.UTC);
    private static final ProcedureSpec SPEC = Objects.requireNonNull(Registry.PROCEDURES.handle(CALL.replace(
            "errors: []",
            "errors: [{ code: BUSY, when: It is, action: RETRY, status: 503 }, { code: NO, when: It says so, action: FAIL, status: 409 }]"))
            .sound()).spec();
    private static final LoadedPlan PLAN = new LoadedPlan(Registry.plan(Registry.CART), Map.of(CODE, SPEC),
            Registry.EXPRESSIONS);

    private final AtomicInteger calls = new AtomicInteger();

    private Invoker answering(Supplier<Outcome> answer) {
        return new Invoker(new Handlers(List.of(new Calling(invocation -> {
            calls.incrementAndGet();
            return answer.get();
        }))), PLAN, RunMeters.NONE, new Breakers(CLOCK, RunMeters.NONE, ServiceNews.NONE));
    }

    private static Invocation invocation() {
        return new Invocation(new UUID(1, 1), "CALL", null, JsonObject.EMPTY,
                JsonObject.builder().put("organization_id", Demo.LUXE.toString()).build(), "key", 1, false, null,
                Duration.ofSeconds(30), CLOCK.instant());
    }

    private int calledOf(int times, Supplier<Outcome> answer) {
        Invoker invoker = answering(answer);
        for (int i = 0; i < times; i++) {
            invoker.outside(CODE, invocation());
        }
        return calls.get();
    }

    @Test
    void leavesAloneWhoSaysThatHeIsBusy() {
        assertThat(calledOf(9, () -> new Outcome.Failed("BUSY", "later"))).isEqualTo(Breakers.MOST_FAILURES);
    }

    @Test
    void leavesAloneWhoBreaksTheLine() {
        assertThat(calledOf(9, () -> {
            throw new IllegalStateException("gone");
        })).isEqualTo(Breakers.MOST_FAILURES);
    }

    @Test
    void goesOnCallingWhoAnswersThoughHeSaysNo() {
        assertThat(calledOf(9, () -> new Outcome.Failed("NO", "not this one"))).isEqualTo(9);
    }

    @Test
    void asksWhoeverIsLeftAloneWhetherACallHappened() {
        Invoker invoker = answering(() -> new Outcome.Unknown("no answer"));
        for (int i = 0; i < 9; i++) {
            invoker.outside(CODE, invocation());
        }

        assertThat(invoker.outside(CODE, invocation())).isInstanceOf(Outcome.Postponed.class);
        assertThat(invoker.verified(CODE, invocation())).isInstanceOf(Outcome.Unknown.class);
    }
}
