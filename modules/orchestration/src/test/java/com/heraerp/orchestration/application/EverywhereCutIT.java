package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.adapter.out.postgres.Crash;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Cut at every statement and commit, before and after the database obeyed, as {@link CrashIT} does with the cart: calls to the
 * outside and branches that join, and undoing. Rows 8, 13, 14, 15 and 17 of the crash matrix.
 */
class EverywhereCutIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Trial trial = new Trial(EverywhereCutIT::outcome);
    private final Engine sound = new Engine(database, trial.handlers());

    private static Outcome outcome(Invocation invocation) {
        if (invocation.node().equals("BREAK")) {
            return new Outcome.Failed("GUARDRAIL_VIOLATION", "always");
        }
        return invocation.node().startsWith("LONG")
                ? new Outcome.Completed(JsonObject.builder().put("text", "long ".repeat(300)).build())
                : Outcome.completed();
    }

    @BeforeEach
    void start() {
        Trial.prepare(database);
        sound.engine.start();
    }

    @AfterEach
    void close() {
        sound.close();
        database.close();
    }

    /** Every cut, by name, to what it left: the run's end, its effects, and the keys of its calls. */
    private Map<String, String> cutEverywhere(String expected) {
        Crash counting = Crash.counting();
        try (Engine pod = new Engine(database, trial.handlers(), counting)) {
            assertThat(told(pod.started(Trial.CODE, "{}", "whole", LONG))).isEqualTo(expected);
        }
        assertThat(counting.steps()).as("statements and commits").isGreaterThan(10);
        Map<String, String> others = new TreeMap<>();
        for (int step = 1; step <= counting.steps(); step++) {
            for (boolean obeyed : new boolean[]{false, true}) {
                String key = "key-" + step + obeyed;
                Crash crash = Crash.at(step, obeyed);
                Engine pod = new Engine(database, trial.handlers(), crash);
                Thread caller = Thread.ofVirtual().start(() -> pod.startedAndLost(Trial.CODE, key));
                crash.awaitCrash();
                pod.stores.close();
                String found = told(sound.started(Trial.CODE, "{}", key, LONG));
                join(caller);
                pod.close();
                if (!found.equals(expected)) {
                    others.put("cut at " + step + (obeyed ? " after" : " before") + ": " + crash.where(), found);
                }
            }
        }
        return others;
    }

    private String told(RunState run) {
        String id = run.start().id().toString();
        List<String> calls = trial.distinctKeys().stream().filter(key -> key.startsWith(id))
                .map(key -> key.substring(id.length() + 1)).toList();
        return run.status() + " " + Trial.effects(sound, id) + " " + calls;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void branchesThatCallJoinOnceUnderOneKeyEach() {
        Trial.register(sound, Trial.writing("FORK") + Trial.calling("LEFT") + Trial.calling("RIGHT")
                + Trial.writing("JOIN"), "FORK -> LEFT -> JOIN\n  - FORK -> RIGHT -> JOIN");

        assertThat(cutEverywhere("COMPLETED +FORK +JOIN [LEFT:FORWARD, RIGHT:FORWARD]")).isEmpty();
    }

    @Test
    void whatFailsIsUndoneOnceAndBackwards() {
        Trial.register(sound, Trial.writing("ONE") + Trial.writing("TWO") + Trial.writing("THREE")
                + Trial.writing("BREAK"), "ONE -> TWO -> THREE -> BREAK");

        assertThat(cutEverywhere("COMPENSATED +ONE -ONE +THREE -THREE +TWO -TWO []")).isEmpty();
        assertThat(sound.one("""
                select count(*) from universal_transactions r where r.transaction_type = 'ORCH_RUN' and (
                  select array_agg(s.node order by s.place) from hera.run_steps(r) s where s.place > 10000)
                  <> '{THREE,TWO,ONE}'""")).as("in another order").isEqualTo(0L);
    }

    @Test
    void stepsThatOutgrowTheRowOfTheirRunAreNeitherLostNorDoubled() {
        Trial.register(sound, Trial.writing("LONG1") + Trial.writing("LONG2") + Trial.writing("LONG3")
                + Trial.writing("BREAK"), "LONG1 -> LONG2 -> LONG3 -> BREAK");

        assertThat(cutEverywhere("COMPENSATED +LONG1 -LONG1 +LONG2 -LONG2 +LONG3 -LONG3 []")).isEmpty();
        assertThat(sound.one("select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'"
                + " and metadata ? 'steps'")).as("still in the row").isEqualTo(0L);
        String steps = "1 LONG1 COMPLETED, 2 LONG2 COMPLETED, 3 LONG3 COMPLETED, 4 BREAK FAILED,"
                + " 10001 LONG3 COMPLETED, 10002 LONG2 COMPLETED, 10003 LONG1 COMPLETED";
        assertThat(sound.one("""
                select string_agg(distinct s.all, '; ') from (
                  select string_agg(l.line_number || ' ' || l.description || ' ' || (l.line_data ->> 'state'), ', ' order by l.line_number)
                  from universal_transaction_lines l where l.line_type = 'ORCH_STEP'
                  group by l.transaction_id) s ("all")""")).isEqualTo(steps);
        assertThat(sound.one("""
                select string_agg(distinct s.all, '; ') from universal_transactions r, lateral (
                  select string_agg(s.place || ' ' || s.node || ' ' || (s.step ->> 'state'), ', ' order by s.place)
                  from hera.run_steps(r) s) s ("all")
                where r.transaction_type = 'ORCH_RUN'""")).isEqualTo(steps);
    }

    @Test
    void aSpecificationIsPublishedWholeOrNotAtAll() {
        Trial.register(sound, Trial.writing("ONE"), "ONE");
        Crash counting = Crash.counting();
        try (Engine pod = new Engine(database, trial.handlers(), counting)) {
            Trial.register(pod, Trial.writing("ONE") + Trial.writing("TWO"), "ONE -> TWO");
        }
        for (int step = 1; step <= counting.steps(); step++) {
            for (boolean obeyed : new boolean[]{false, true}) {
                Trial.register(sound, Trial.writing("ONE"), "ONE");
                try (Engine pod = new Engine(database, trial.handlers(), Crash.at(step, obeyed))) {
                    pod.doneOrLost(() -> Trial.register(pod, Trial.writing("ONE") + Trial.writing("TWO"),
                            "ONE -> TWO"));
                }
                sound.views.forget(Demo.LUXE);
                RunState run = sound.started(Trial.CODE, "{}", null, LONG);
                assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
                assertThat(Trial.effects(sound, run.start().id())).as("cut at %d, %s", step, obeyed)
                        .isIn("+ONE", "+ONE +TWO");
            }
        }
    }
}
