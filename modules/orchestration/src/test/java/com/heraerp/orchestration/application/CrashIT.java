package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.adapter.out.postgres.Crash;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every statement and every commit of the cart's ADD is a place where the process can die: before the database has heard of it, and
 * after it has obeyed but nobody was told. From each of them another pod, or the caller who asks again with the same key, must arrive
 * at the very state in which nothing had happened in between.
 */
class CrashIT {

    private static final String ADD = "POS.CART.LINE_ADD.REQUESTED";
    private static final String BOTTLE = "{\"line_type\":\"RETAIL\",\"entity_id\":\"" + Demo.ARGAN_OIL
            + "\",\"quantity\":1}";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine sound = new Engine(database, List.of());

    @AfterEach
    void close() {
        sound.close();
        database.close();
    }

    /** What is left of a cart and its run, without what differs from time to time. */
    private String state(String cart) {
        return String.valueOf(sound.one("""
                select jsonb_pretty(jsonb_build_object(
                  'lines', (select jsonb_agg(jsonb_build_array(line_number, line_type, entity_id, quantity, unit_amount, line_amount,
                      tax_amount) order by line_number) from universal_transaction_lines where transaction_id = c.id),
                  'total', c.total_amount, 'version', c.version,
                  'reserved', (select jsonb_agg(relationship_data) from core_relationships where from_transaction_id = c.id),
                  'changes', (select count(*) from universal_transactions where subject_id = c.id),
                  'runs', (select jsonb_agg(jsonb_build_array(r.transaction_status, r.run_owner, r.run_subject, (
                      select jsonb_agg(jsonb_build_array(l.line_number, l.description, l.line_data ->> 'state',
                        l.line_data ->> 'attempts', l.line_data -> 'error') order by l.line_number)
                      from universal_transaction_lines l where l.transaction_id = r.id)))
                    from universal_transactions r
                    where r.transaction_type = 'ORCH_RUN' and r.metadata ->> 'subject' = c.id::text)))
                from universal_transactions c where c.id = '%s'""".formatted(cart)));
    }

    @Test
    void arrivesAtTheSameStateWhereverItIsCut() {
        sound.bundled.handle();
        sound.engine.start();
        String whole = sound.newCart("");
        Crash counting = Crash.never();
        try (Engine pod = new Engine(database, List.of(), counting)) {
            pod.cart(whole, ADD, BOTTLE, "", "key-whole", Duration.ofSeconds(20));
        }
        String expected = state(whole);
        assertThat(expected).contains("COMPLETED").contains("REPRICE_AFTER_ADD").contains("\"quantity\": 1");
        sound.free(whole);
        assertThat(counting.steps()).as("statements and commits").isGreaterThan(10);

        Map<String, String> others = new TreeMap<>();
        for (int step = 1; step <= counting.steps(); step++) {
            for (boolean obeyed : new boolean[]{false, true}) {
                String cart = sound.newCart("");
                String name = "key-" + step + obeyed;
                Crash crash = Crash.at(step, obeyed);
                Engine pod = new Engine(database, List.of(), crash);
                Thread till = Thread.ofVirtual().start(() -> pod.tried(cart, ADD, BOTTLE, name));
                crash.awaitCrash();
                pod.stores.close();
                RunState run = sound.cart(cart, ADD, BOTTLE, "", name, Duration.ofSeconds(20));
                join(till);
                pod.close();
                String found = state(cart);
                if (run.status() != RunStatus.COMPLETED || !found.equals(expected)) {
                    others.put("cut at " + step + (obeyed ? " after" : " before") + ": " + crash.where(), found);
                }
                sound.free(cart);
            }
        }
        assertThat(others).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
