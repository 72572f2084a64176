package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Role;
import com.heraerp.orchestration.application.port.Outbox;
import com.heraerp.orchestration.application.port.Outbox.Event;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
