package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.adapter.out.postgres.Crash;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cart's ADD and its checkout, cut at each of their statements and commits; see {@link Crashes}. */
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
                      select jsonb_agg(jsonb_build_array(s.place, s.node, s.step ->> 'state', s.step ->> 'attempts', s.step -> 'error')
                        order by s.place) from hera.run_steps(r) s), (
                      select jsonb_agg(jsonb_build_array(l.line_number, l.line_type, l.description) order by l.line_number)
                      from universal_transaction_lines l where l.transaction_id = r.id)) order by r.id)
                    from universal_transactions r
                    where r.transaction_type = 'ORCH_RUN' and r.metadata ->> 'subject' = c.id::text)))
                from universal_transactions c where c.id = '%s'""".formatted(cart)));
    }

    /** What a sale left: receipt, journal, stock, points, and the run. */
    private String soldState(String cart) {
        return String.valueOf(sound.one("""
                select jsonb_pretty(jsonb_build_object(
                  'cart', jsonb_build_array(c.transaction_status, c.version, c.total_amount),
                  'reserved', (select jsonb_agg(relationship_data) from core_relationships where from_transaction_id = c.id),
                  'sales', (select jsonb_agg(jsonb_build_array(s.posting_status, s.total_amount, (
                      select jsonb_agg(jsonb_build_array(l.line_number, l.line_type, l.entity_id, l.quantity, l.line_amount, l.tax_amount,
                        l.debit_amount, l.credit_amount, l.base_amount) order by l.line_number)
                      from universal_transaction_lines l where l.transaction_id = s.id)))
                    from universal_transactions s where s.origin_id = c.id),
                  'moved', (select jsonb_agg(jsonb_build_array(m.transaction_type, m.transaction_status, l.entity_id, l.quantity)
                      order by m.transaction_type)
                    from universal_transactions m join universal_transaction_lines l on l.transaction_id = m.id
                    where m.business_context ->> 'cart_id' = c.id::text and m.transaction_type = 'STOCK_MOVEMENT'
                      or m.business_context ->> 'sale_id' in (select s.id::text from universal_transactions s where s.origin_id = c.id)),
                  'changes', (select count(*) from universal_transactions where subject_id = c.id),
                  'runs', (select jsonb_agg(jsonb_build_array(r.transaction_status, r.run_owner, r.run_subject, (
                      select jsonb_agg(jsonb_build_array(s.place, s.node, s.step ->> 'state', s.step ->> 'attempts', s.step -> 'error')
                        order by s.place) from hera.run_steps(r) s), (
                      select jsonb_agg(jsonb_build_array(l.line_number, l.line_type, l.description) order by l.line_number)
                      from universal_transaction_lines l where l.transaction_id = r.id)) order by r.id)
                    from universal_transactions r where r.transaction_type = 'ORCH_RUN' and r.metadata ->> 'subject' = c.id::text)))
                from universal_transactions c where c.id = '%s'""".formatted(cart)));
    }

    @Test
    void arrivesAtTheSameStateWhereverAnAddIsCut() {
        sound.bundled.handle();
        sound.engine.start();
        Crashes crashes = new Crashes(database, sound,
                (pod, cart, key, patience) -> pod.cart(cart, ADD, BOTTLE, "", key, patience), this::state);
        Crash counting = Crash.counting();
        String cart = sound.newCart("");

        String expected = crashes.whole(cart, counting);
        sound.free(cart);

        assertThat(expected).contains("COMPLETED").contains("REPRICE_AFTER_ADD").contains("\"quantity\": 1");
        assertThat(counting.steps()).as("statements and commits").isGreaterThan(10);
        assertThat(crashes.cutEverywhere(counting.steps(), expected, name -> sound.newCart(""))).isEmpty();
    }

    @Test
    void arrivesAtTheSameStateWhereverACheckoutIsCut() {
        sound.bundled.handle();
        sound.engine.start();
        sound.field(Demo.ARGAN_OIL, "stock_level", "{\"field_type\":\"number\",\"field_value_number\":1000}");
        Crashes crashes = new Crashes(database, sound, (pod, cart, key, patience) -> Shop.ask(pod, Shop.CHECKOUT, null,
                cart,
                "{\"payments\":[{\"method\":\"CASH\",\"amount\":50},{\"method\":\"CARD\",\"amount\":5}],\"tip_amount\":1}",
                key,
                patience), this::soldState);
        Crash counting = Crash.counting();

        String expected = crashes.whole(filled(), counting);

        assertThat(expected).contains("CLOSED", "posted", "STOCK_MOVEMENT", "LOYALTY_MOVEMENT");
        assertThat(counting.steps()).as("statements and commits").isGreaterThan(8);
        assertThat(crashes.cutEverywhere(counting.steps(), expected, name -> filled())).isEmpty();
        assertThat(sound.one(
                "select field_value_number::int from core_dynamic_data where field_name = 'stock_level' and entity_id = '"
                        + Demo.ARGAN_OIL + "'"))
                .isEqualTo(1000 - 1 - 2 * counting.steps());
        assertThat(String
                .valueOf(sound.one("select count(*) from universal_transactions where transaction_type = 'POS_SALE'")))
                .isEqualTo(String.valueOf(1 + 2 * counting.steps()));
    }

    /** Sarah's cart with a bottle in it. */
    private String filled() {
        String cart = sound.newCart("\"source_entity_id\":\"" + Demo.SARAH + "\",");
        assertThat(sound.cart(cart, ADD, BOTTLE, "", Duration.ofSeconds(20)).status()).isEqualTo(RunStatus.COMPLETED);
        return cart;
    }
}
