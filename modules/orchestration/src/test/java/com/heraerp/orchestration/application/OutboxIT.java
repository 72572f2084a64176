package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Role;
import com.heraerp.orchestration.application.port.Outbox;
import com.heraerp.orchestration.application.port.Outbox.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose word holds when more than one process has had an event. */
class OutboxIT {

    private static final ActorContext MANAGER = Engine.actor(Demo.MANAGER, Role.MANAGER);

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());
    private final Outbox outbox = engine.stores.outbox();

    @BeforeEach
    void emit() {
        engine.bundled.handle();
        engine.registered("""
                smart_code: HERA.RETAIL.STOCK.ORCH.HEARING.v1
                intent: Hear of sales.
                triggers:
                  - { on: TXN.SALE.CREATED, emit: HEARD }
                graph:
                  nodes:
                    - { id: WAIT, run: HERA.CORE.PROC.SIGNAL.WAIT.V1, with: { name: APPROVED } }
                edges:
                  - HEARD -> WAIT
                """);
        engine.emitted(Demo.STAFF, Demo.LUXE, "{\"transaction_type\":\"SALE\",\"smart_code\":"
                + "\"HERA.SALON.POS.TXN.SALE.V1\",\"total_amount\":12.50}");
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    private Event claimed() {
        List<Event> claimed = outbox.claim(10);
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    /** As when its holder was held up for longer than a claim holds. */
    private void over() {
        database.execute("update universal_transactions set run_due = now() where transaction_type = 'ORCH_EVENT'");
    }

    private Object status() {
        return engine
                .one("select transaction_status from universal_transactions where transaction_type = 'ORCH_EVENT'");
    }

    @Test
    void hearsOnlyWhoHasTheEvent() {
        Event late = claimed();
        over();
        Event now = claimed();

        outbox.settle(late);
        assertThat(status()).as("the other has not said so yet").isEqualTo("PENDING");
        outbox.fail(late, List.of("I was refused"), false);
        assertThat(status()).isEqualTo("PENDING");

        outbox.settle(now);
        outbox.fail(late, List.of("I was refused"), true);
        assertThat(status()).isEqualTo("DELIVERED");
        outbox.fail(now, List.of("on second thoughts"), false);
        assertThat(status()).as("what was said is said").isEqualTo("DELIVERED");
    }

    /** Else what somebody wants delivered anew counts as delivered, and what listens since then never hears of it. */
    @Test
    void letsNobodyWhoComesLateSettleAReplay() {
        Event late = claimed();
        over();
        outbox.fail(claimed(), List.of("refused"), false);
        assertThat(status()).isEqualTo("DEAD");
        new FindEvents(engine.stores.events()).replay(MANAGER, Engine.scope(MANAGER), late.id(), "it may now");

        outbox.settle(late);

        assertThat(status()).isEqualTo("PENDING");
        Event again = claimed();
        outbox.settle(late);
        assertThat(status()).as("both were the first to claim it").isEqualTo("PENDING");
        outbox.settle(again);
        assertThat(status()).isEqualTo("DELIVERED");
    }

    /** As a pod from before V059 says it: without its claim. */
    private void settleAsBefore(Event event, String problems, boolean again) {
        try (Connection connection = database.asApp().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select set_config('hera.organization_id', ?, true), hera.settle_event(?, ?::jsonb, ?)")) {
            statement.setString(1, event.organizationId().toString());
            statement.setObject(2, event.id());
            statement.setString(3, problems);
            statement.setBoolean(4, again);
            statement.execute();
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', value = {"[] | false | DELIVERED", "['refused'] | false | DEAD",
        "['busy'] | true | PENDING"})
    void hearsPodsOfTheVersionBefore(String problems, boolean again, String status) {
        String told = problems.replace('\'', '"');

        settleAsBefore(claimed(), told, again);

        assertThat(status()).isEqualTo(status);
        assertThat(engine.one("select coalesce(metadata ->> 'problems', '[]') from universal_transactions"
                + " where transaction_type = 'ORCH_EVENT'")).isEqualTo(told);
        assertThat(outbox.claim(10)).isEmpty();
        assertThat(engine.one("select run_due < now() + interval '25 s' is not false from universal_transactions"
                + " where transaction_type = 'ORCH_EVENT'")).as("not as long as a claim holds").isEqualTo(true);
    }

    /** Nobody knows which of them speaks: that it could not be delivered is not the word of who has it now. */
    @Test
    void letsPodsOfTheVersionBeforeNotSpeakForOthers() {
        Event late = claimed();
        over();
        Event now = claimed();
        Object held = engine.one("select run_due from universal_transactions where transaction_type = 'ORCH_EVENT'");

        settleAsBefore(late, "[\"refused\"]", false);
        settleAsBefore(late, "[\"busy\"]", true);
        assertThat(status()).isEqualTo("PENDING");
        assertThat(engine.one("select run_due from universal_transactions where transaction_type = 'ORCH_EVENT'"))
                .as("the claim").isEqualTo(held);

        settleAsBefore(late, "[]", false);
        assertThat(status()).as("it has been delivered").isEqualTo("DELIVERED");
        outbox.fail(now, List.of("I was refused"), false);
        settleAsBefore(late, "[\"refused\"]", false);
        assertThat(status()).isEqualTo("DELIVERED");
    }

    @Test
    void letsPodsOfTheVersionBeforeNotSettleAReplay() {
        Event late = claimed();
        settleAsBefore(late, "[\"refused\"]", false);
        new FindEvents(engine.stores.events()).replay(MANAGER, Engine.scope(MANAGER), late.id(), "it may now");
        Event again = claimed();

        settleAsBefore(late, "[]", false);
        settleAsBefore(late, "[\"refused\"]", false);

        assertThat(status()).isEqualTo("PENDING");
        outbox.settle(again);
        assertThat(status()).isEqualTo("DELIVERED");
    }
}
