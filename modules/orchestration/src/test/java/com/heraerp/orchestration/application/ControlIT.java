package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.CALL;
import static com.heraerp.orchestration.application.Given.CALLING;
import static com.heraerp.orchestration.application.Given.NEW_PRODUCT;
import static com.heraerp.orchestration.application.Given.WAITING;
import static com.heraerp.orchestration.application.Given.newProduct;
import static com.heraerp.orchestration.application.Given.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.Given.Calling;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.heraerp.orchestration.domain.run.StepState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** What people do to runs: fork one, follow one; and what a breaker does. */
class ControlIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ActorContext MANAGER = Engine.actor(Demo.MANAGER, Role.MANAGER);

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());

    @BeforeEach
    void register() {
        engine.bundled.handle();
        engine.engine.start();
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private StartRun.Result forked(UUID run, String node, String patch, @Nullable String key) {
        return engine.fork
                .handle(new ForkRun.Command(MANAGER, Engine.scope(MANAGER), run, node, Engine.json(patch), key,
                        "the flag was wrong"));
    }

    @Test
    void forksWhatWasLeftDoneAndGoesOnWithAnotherPayload() {
        engine.registered(newProduct("").replace("auto_compensate: true", "auto_compensate: false"));
        RunState failed = engine.started(NEW_PRODUCT, payload("F-1", true), null, LONG);
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);

        StartRun.Result fork = forked(failed.start().id(), "BREAK", "{\"fail\":false,\"name\":null}", "fork-1");

        RunState run = engine.awaited(fork.run().start().id(), found -> found.status().isTerminal());
        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.forward().get("CREATE")).isEqualTo(failed.forward().get("CREATE"));
        assertThat(run.forward().get("BREAK").state()).isEqualTo(StepState.SKIPPED);
        assertThat(run.start().payload().has("name")).isFalse();
        assertThat(run.start().actor().text("user_id")).isEqualTo(Demo.MANAGER.toString());
        assertThat(engine.one("select count(*) from core_entities where entity_code = 'F-1'")).isEqualTo(1L);
        assertThat(
                engine.one("select metadata ->> 'reason' from universal_transactions where transaction_type = 'AUDIT'"
                        + " and metadata ->> 'action' = 'FORK' and subject_id = '" + failed.start().id() + "'"))
                .isEqualTo("the flag was wrong");
        StartRun.Result again = forked(failed.start().id(), "BREAK", "{\"fail\":false,\"name\":null}", "fork-1");
        assertThat(again.known()).isTrue();
        assertThat(again.run().start().id()).isEqualTo(run.start().id());
    }

    @Test
    void forksFromTheBeginningWhatWasUndone() {
        engine.registered(newProduct(""));
        RunState undone = engine.started(NEW_PRODUCT, payload("F-2", true), null, LONG);
        assertThat(undone.status()).isEqualTo(RunStatus.COMPENSATED);

        StartRun.Result fork = forked(undone.start().id(), "BREAK", "{\"fail\":false}", null);

        RunState run = engine.awaited(fork.run().start().id(), found -> found.status().isTerminal());
        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(engine.one("select count(*) from core_entities where entity_code = 'F-2' and deleted_at is null"))
                .isEqualTo(1L);
    }

    @Test
    void forksNeitherWhatStillGoesNorFromNowhere() {
        engine.registered(newProduct(WAITING));
        RunState run = engine.started(NEW_PRODUCT, payload("F-3", false), null, Duration.ofMillis(1));

        assertThat(catchThrowableOfType(Refused.class, () -> forked(run.start().id(), "BREAK", "{}", null)).refusal())
                .isEqualTo(Refusal.CONFLICT);
        assertThat(catchThrowableOfType(Refused.class, () -> forked(run.start().id(), "NOWHERE", "{}", null)).refusal())
                .isEqualTo(Refusal.INVALID_REQUEST);
    }

    @Test
    void forksOnlyForWhoMayRunItsOrchestration() {
        engine.registered(newProduct("").replace("intent:", "permission: admin\nintent:"));
        RunState run = engine.ran(Engine.actor(Demo.ADMIN, Role.ADMIN), NEW_PRODUCT, "RETAIL.PRODUCT.REQUESTED",
                payload("F-4", true), null);

        assertThat(catchThrowableOfType(Refused.class, () -> forked(run.start().id(), "BREAK", "{}", null)).refusal())
                .as("a manager").isEqualTo(Refusal.FORBIDDEN);
        ActorContext staff = Engine.actor(Demo.STAFF, Role.STAFF);
        assertThat(catchThrowableOfType(Refused.class, () -> engine.fork.handle(new ForkRun.Command(staff,
                Engine.scope(staff), run.start().id(), "BREAK", JsonObject.EMPTY, null, "tried"))).refusal())
                .as("staff").isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void tellsOfARunUntilItHasEnded() throws InterruptedException {
        engine.registered(newProduct(WAITING));
        RunState run = engine.started(NEW_PRODUCT, payload("S-1", false), null, Duration.ofMillis(1));
        engine.awaited(run.start().id(), found -> found.status() == RunStatus.WAITING);
        List<RunStatus> told = new ArrayList<>();
        List<Long> ids = new ArrayList<>();

        boolean ended = engine.follow.handle(MANAGER, run.start().id(), 0, new FollowRun.Listener() {
            @Override
            public boolean listens() {
                return true;
            }

            @Override
            public void changed(long seq, ReadRuns.Found found) {
                if (told.isEmpty()) {
                    engine.operate
                            .signal(new OperateRun.Signalled(MANAGER, Engine.scope(MANAGER), run.start().id(), "s-1",
                                    "APPROVED", JsonObject.EMPTY));
                }
                told.add(found.run().status());
                ids.add(seq);
            }
        });

        assertThat(ended).isTrue();
        assertThat(told).startsWith(RunStatus.WAITING).endsWith(RunStatus.COMPLETED);
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void leavesAServiceAloneThatDoesNotAnswerAndSaysSo() {
        AtomicInteger calls = new AtomicInteger();
        Engine calling = new Engine(database, List.of(new Calling(invocation -> {
            calls.incrementAndGet();
            return new Outcome.Unknown("no answer");
        })));
        calling.engine.start();
        calling.registered(CALL);
        calling.registered(CALLING + "retry_policy: { max_attempts: 0, backoff: fixed, initial_delay: PT0.01S }\n");

        RunState run = calling.started(Given.CALLING_CODE, "{}", null, Duration.ofMillis(1));
        run = calling.awaited(run.start().id(), found -> found.forward().get("CALL").error() != null
                && "POSTPONED".equals(found.forward().get("CALL").error().code()));

        assertThat(calls).hasValue(Breakers.MOST_FAILURES);
        assertThat(run.forward().get("CALL").attempts()).isEqualTo(Breakers.MOST_FAILURES);
        RunState rested = calling.awaited(run.start().id(), found -> found.status() == RunStatus.PENDING);
        assertThat(calling.reports.explain(MANAGER, rested.start().id()))
                .startsWith("The run waits at CALL: the circuit breaker of HERA.RETAIL.STOCK.PROC.CALL.V1 is open");
        calling.close();
    }
}
