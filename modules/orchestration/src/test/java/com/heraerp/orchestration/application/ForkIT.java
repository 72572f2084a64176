package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.NEW_PRODUCT;
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
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forks where it matters what was done, by whom, and who undoes it. */
class ForkIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ActorContext MANAGER = Engine.actor(Demo.MANAGER, Role.MANAGER);
    private static final String RUNS = "select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'";

    private final TestDatabase database = TestDatabase.withDemoData();
    private volatile boolean broken;
    private final Trial trial = new Trial(invocation -> broken && invocation.node().equals("LAST")
            ? new Outcome.Failed("BROKEN", "asked to")
            : Outcome.completed());
    private final Engine engine = new Engine(database, trial.handlers());

    @BeforeEach
    void register() {
        Trial.prepare(database);
        engine.bundled.handle();
        engine.engine.start();
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private StartRun.Result forked(RunState run, String node, String patch, @Nullable String key) {
        return engine.fork.handle(command(run, node, patch, key));
    }

    private static ForkRun.Command command(RunState run, String node, String patch, @Nullable String key) {
        return new ForkRun.Command(MANAGER, Engine.scope(MANAGER), run.start().id(), node, Engine.json(patch), key,
                "it was wrong");
    }

    private RunState ended(StartRun.Result started) {
        return engine.awaited(started.run().start().id(), found -> found.status().isTerminal());
    }

    private Refused refused(RunState run, String node, @Nullable String key) {
        return catchThrowableOfType(Refused.class, () -> forked(run, node, "{}", key));
    }

    private RunState trial() {
        return engine.started(Trial.CODE, "{}", null, LONG);
    }

    /** A call that nothing undoes told of what is no more; its answer is not taken over. */
    @Test
    void asksAgainWhatWasToldOfSomethingThatWasUndone() {
        Trial.register(engine, Trial.writing("FIRST") + Trial.calling("ASK") + Trial.writing("LAST"),
                "FIRST -> ASK -> LAST");
        broken = true;
        RunState undone = trial();
        assertThat(undone.status()).as("%s", undone.progress()).isEqualTo(RunStatus.COMPENSATED);
        broken = false;

        RunState run = ended(forked(undone, "LAST", "{}", null));

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPLETED);
        assertThat(Trial.effects(engine, run.start().id())).isEqualTo("+FIRST +LAST");
        assertThat(trial.distinctKeys()).as("asked by each of the two").hasSize(2);
    }

    @Test
    void undoesWhatItTookOverWhenItFails() {
        Trial.register(engine, Trial.writing("FIRST") + Trial.writing("LAST"), "FIRST -> LAST");
        RunState done = trial();
        assertThat(done.status()).isEqualTo(RunStatus.COMPLETED);
        broken = true;

        RunState run = ended(forked(done, "LAST", "{}", null));

        assertThat(run.status()).as("%s", run.progress()).isEqualTo(RunStatus.COMPENSATED);
        assertThat(Trial.effects(engine, run.start().id())).isEqualTo("-FIRST");
    }

    /** Else the same effect is undone by each of its owners. */
    @Test
    void letsOneOnlyTakeOverWhatWasDone() {
        engine.registered(newProduct("").replace("auto_compensate: true", "auto_compensate: false"));
        RunState failed = engine.started(NEW_PRODUCT, payload("F-1", true), null, LONG);
        assertThat(failed.status()).isEqualTo(RunStatus.FAILED);

        RunState heir = ended(forked(failed, "BREAK", "{\"fail\":false}", "once"));

        assertThat(heir.status()).isEqualTo(RunStatus.COMPLETED);
        Refused second = refused(failed, "BREAK", "twice");
        assertThat(second.refusal()).isEqualTo(Refusal.CONFLICT);
        assertThat(second.message()).contains(heir.start().id().toString());
        assertThat(catchThrowableOfType(Refused.class, () -> engine.operate.handle(new OperateRun.Command(MANAGER,
                Engine.scope(MANAGER), failed.start().id(), OperateRun.Action.REDRIVE, null, "again"))).message())
                .contains(heir.start().id().toString());
        assertThat(engine.run(failed.start().id()).progress().heir()).isEqualTo(heir.start().id());
        assertThat(engine.reports.explain(MANAGER, failed.start().id()))
                .endsWith("What it had done was taken over by the run " + heir.start().id() + ".");
        assertThat(engine.one(RUNS)).isEqualTo(2L);
        assertThat(forked(failed, "BREAK", "{\"fail\":false}", "once").run().start().id())
                .as("the same key is the same fork").isEqualTo(heir.start().id());
        // The heir can be forked as any other.
        assertThat(ended(forked(heir, "BREAK", "{}", null)).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void isRefusedWhenTheRunGoesOnMeanwhile() {
        engine.registered(newProduct("").replace("auto_compensate: true", "auto_compensate: false"));
        RunState failed = engine.started(NEW_PRODUCT, payload("F-2", true), null, LONG);

        Refused late = catchThrowableOfType(Refused.class, () -> forking(() -> {
            engine.operate.handle(new OperateRun.Command(MANAGER, Engine.scope(MANAGER), failed.start().id(),
                    OperateRun.Action.REDRIVE, null, "again"));
            // It fails again, and looks as it did.
            engine.awaited(failed.start().id(), found -> found.status() == RunStatus.FAILED);
        }).handle(command(failed, "BREAK", "{\"fail\":false}", null)));

        assertThat(late.refusal()).isEqualTo(Refusal.CONFLICT);
        assertThat(late.isRetryable()).isTrue();
        assertThat(engine.run(failed.start().id()).progress().again()).isAfter(failed.start().at());
        assertThat(engine.one(RUNS)).as("nothing was begun").isEqualTo(1L);
    }

    /** One who reads, and before he forks something else happens. */
    private ForkRun forking(Runnable before) {
        RunStore store = (RunStore) Proxy.newProxyInstance(RunStore.class.getClassLoader(),
                new Class<?>[]{RunStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("fork")) {
                        before.run();
                    }
                    try {
                        return method.invoke(engine.runs, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return new ForkRun(store, engine.reports, engine.engine, UUID::randomUUID, Clock.systemUTC());
    }

    /** Whoever may run it may not therefore fork what others ran. */
    @Test
    void forksForNobodyBelowAManager() {
        Trial.register(engine, Trial.writing("LAST"), "LAST");
        RunState done = trial();
        ActorContext staff = Engine.actor(Demo.STAFF, Role.STAFF);

        Refused refused = catchThrowableOfType(Refused.class, () -> engine.fork.handle(new ForkRun.Command(staff,
                Engine.scope(staff), done.start().id(), "LAST", Engine.json("{}"), null, "tried")));

        assertThat(refused.refusal()).isEqualTo(Refusal.FORBIDDEN);
        assertThat(engine.one(RUNS)).isEqualTo(1L);
    }

    @Test
    void doesAGroupAnewAsAWhole() {
        Trial.register(engine, Trial.writing("FIRST") + Trial.writing("LAST"), "FIRST -> LAST\n"
                + "transaction_boundaries:\n  - { name: both, applies_to: [FIRST, LAST] }");
        RunState done = trial();

        Refused torn = refused(done, "LAST", null);
        assertThat(torn.refusal()).isEqualTo(Refusal.INVALID_REQUEST);
        assertThat(torn.message()).contains("FIRST");
        assertThat(engine.one(RUNS)).isEqualTo(1L);

        RunState whole = ended(forked(done, "FIRST", "{}", null));
        assertThat(Trial.effects(engine, whole.start().id())).isEqualTo("+FIRST +LAST");
        // Of a group that was rolled back nothing stands, and its middle is as good as its beginning.
        broken = true;
        RunState undone = trial();
        broken = false;
        RunState again = ended(forked(undone, "LAST", "{}", null));
        assertThat(Trial.effects(engine, again.start().id())).isEqualTo("+FIRST +LAST");
    }

    @Test
    void keepsThePlanOfTheRunThoughItWasReplaced() {
        Trial.register(engine, Trial.writing("FIRST") + Trial.writing("LAST"), "FIRST -> LAST");
        broken = true;
        RunState undone = trial();
        broken = false;
        Trial.register(engine, Trial.writing("OTHER"), "OTHER");

        RunState run = ended(forked(undone, "LAST", "{}", null));

        assertThat(run.start().planSha()).isEqualTo(undone.start().planSha());
        assertThat(Trial.effects(engine, run.start().id())).isEqualTo("+FIRST +LAST");
        assertThat(Trial.effects(engine, trial().start().id())).as("a new run").isEqualTo("+OTHER");
        assertThat(refused(undone, "OTHER", null).refusal()).as("a node of the new plan")
                .isEqualTo(Refusal.INVALID_REQUEST);
    }

    @Test
    void hasTheTimeThatEveryRunHas() {
        engine.registered(newProduct(Given.WAITING) + "timeouts: { run: PT5M }\n");
        RunState run = engine.started(NEW_PRODUCT, payload("F-3", false), null, Duration.ofMillis(1));
        engine.operate.handle(new OperateRun.Command(MANAGER, Engine.scope(MANAGER), run.start().id(),
                OperateRun.Action.TERMINATE, null, "stop"));

        RunState fork = engine.run(forked(run, "WAIT", "{}", null).run().start().id());

        assertThat(fork.progress().deadline()).isNotNull();
        assertThat(Duration.between(fork.start().at(), fork.progress().deadline())).isEqualTo(Duration.ofMinutes(5));
    }

    /** RFC 7386: objects are merged, null removes, all else replaces. */
    @Test
    void mergesThePatchAndTellsAnotherPayloadApart() {
        engine.registered(newProduct(""));
        RunState undone = engine.started(NEW_PRODUCT, payload("F-4", true), null, LONG);

        String patch = "{\"fail\":false,\"path\":{\"shelf\":{\"row\":7,\"gone\":null}},\"name\":{\"en\":\"Rose\"},\"none\":null}";
        StartRun.Result fork = forked(undone, "BREAK", patch, "patched");

        assertThat(fork.run().start().payload()).isEqualTo(Engine.json("{\"name\":{\"en\":\"Rose\"},\"path\":{\"code\":"
                + "\"F-4\",\"shelf\":{\"row\":7}},\"fail\":false}"));
        assertThat(forked(undone, "BREAK", patch, "patched").known()).isTrue();
        assertThat(catchThrowableOfType(Refused.class, () -> forked(undone, "BREAK", "{}", "patched")).refusal())
                .isEqualTo(Refusal.IDEMPOTENCY_CONFLICT);
    }

    @Test
    void waitsForNobodyWhoseSubjectIsTaken() {
        engine.registered(newProduct(Given.WAITING)
                + "concurrency: { key: $.payload.name, limit: 1, policy: reject }\n");
        RunState run = engine.started(NEW_PRODUCT, payload("F-5", false), null, Duration.ofMillis(1));
        engine.operate.handle(new OperateRun.Command(MANAGER, Engine.scope(MANAGER), run.start().id(),
                OperateRun.Action.TERMINATE, null, "stop"));
        RunState other = engine.started(NEW_PRODUCT, payload("F-6", false), null, Duration.ofMillis(1));

        Refused taken = refused(run, "WAIT", null);

        assertThat(taken.refusal()).isEqualTo(Refusal.CONFLICT);
        assertThat(taken.isRetryable()).isTrue();
        assertThat(taken.context().text("run_id")).isEqualTo(other.start().id().toString());
        assertThat(engine.run(run.start().id()).progress().heir()).as("nobody took anything over").isNull();
    }
}
