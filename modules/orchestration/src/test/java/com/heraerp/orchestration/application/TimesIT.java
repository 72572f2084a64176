package com.heraerp.orchestration.application;

import static com.heraerp.orchestration.application.Given.newProduct;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What starts at times of day. The times of these tests come once a year, so that none goes by unasked. */
class TimesIT {

    private static final String RUNS = "select count(*) from universal_transactions where transaction_type = 'ORCH_RUN'";
    private static final String NEW_YEAR = "CRON.30 3 1 1 *";
    private static final String HAPPY = newProduct("").replace("API.POST./api/v1/retail/products/:code", NEW_YEAR)
            .replace("$.payload.name", "$.payload.local_time").replace("$.payload.path.code", "$.payload.local_date");

    private final TestDatabase database = TestDatabase.withDemoData();
    private final Engine engine = new Engine(database, List.of());

    @BeforeEach
    void register() {
        engine.bundled.handle();
    }

    @AfterEach
    void close() {
        engine.close();
        database.close();
    }

    /** As if it had been registered, and nobody had been there, for three years. */
    private void longAgo() {
        database.execute("update core_entities set ai_insights = ai_insights || jsonb_build_object('registered_at',"
                + " hera.utc(now() - interval '3 years')) where entity_code like '%NEW_PRODUCT%'");
        database.execute("update core_organizations set updated_at = now() - interval '3 years'");
    }

    private RunState theRun() {
        return engine.awaited((UUID) engine.one("select id from universal_transactions"
                + " where transaction_type = 'ORCH_RUN'"), found -> found.status().isTerminal());
    }

    @Test
    void startsNothingBeforeItsTime() {
        engine.registered(HAPPY);

        engine.times.startDue();

        assertThat(engine.one(RUNS)).isEqualTo(0L);
    }

    @Test
    void startsOnceInTheZoneOfTheOrganizationWhatWasMissed() {
        engine.registered(HAPPY);
        longAgo();

        engine.times.start();
        engine.becomes(RUNS + " and transaction_status = 'COMPLETED'", 1);
        engine.times.stop();

        RunState run = theRun();
        int year = Year.now(ZoneOffset.UTC).getValue();
        assertThat(run.start().key()).isEqualTo(NEW_YEAR + " → " + (year - 1) + "-12-31T23:30:00Z");
        assertThat(run.start().payload().text("local_time")).isEqualTo(year + "-01-01T03:30");
        assertThat(run.start().actor().text("user_id")).isEqualTo(Demo.OWNER.toString());
        engine.times.startDue();
        assertThat(engine.one(RUNS)).isEqualTo(1L);
    }

    @Test
    void startsOnceHoweverManyPodsLook() throws InterruptedException {
        engine.registered(HAPPY);
        longAgo();
        Engine other = new Engine(database, List.of());
        List<Thread> pods = List.of(Thread.ofVirtual().unstarted(engine.times::startDue),
                Thread.ofVirtual().unstarted(other.times::startDue));

        pods.forEach(Thread::start);
        for (Thread pod : pods) {
            pod.join();
        }

        assertThat(engine.one(RUNS)).isEqualTo(1L);
        assertThat(theRun().status()).isEqualTo(RunStatus.COMPLETED);
        other.close();
    }

    @Test
    void leavesWhatIsThePlatformsToOrganizationsThatAskForIt() {
        engine.registeredOnThePlatform(HAPPY);
        longAgo();
        engine.times.startDue();
        assertThat(engine.one(RUNS)).isEqualTo(0L);

        database.execute("update core_organizations set settings = settings"
                + " || '{\"scheduled_orchestrations\":[\"HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.V1\"]}' where id = '"
                + Demo.BELLA + "'");
        engine.times.startDue();

        assertThat(engine.one("select organization_id || ' ' || created_by from universal_transactions"
                + " where transaction_type = 'ORCH_RUN'")).isEqualTo(Demo.BELLA + " " + Demo.BELLA_OWNER);
    }

    @Test
    void keepsToTheWorldsTimeWhereItDoesNotKnowAZone() {
        engine.registered(HAPPY);
        longAgo();
        database.execute("update core_organizations set settings = settings || '{\"time_zone\":\"Mars/Olympus\"}'");

        engine.times.startDue();

        assertThat(theRun().start().payload().text("fire_time")).endsWith("-01-01T03:30:00Z");
    }

    @Test
    void actsForNobodyWhoIsNoMemberAnyMore() {
        engine.registered(HAPPY);
        longAgo();
        database.execute("update core_relationships set expiration_date = now() - interval '1 day',"
                + " effective_date = now() - interval '9 days' where relationship_type = 'MEMBER_OF'"
                + " and from_entity_id = '" + Demo.OWNER + "' and organization_id = '" + Demo.LUXE + "'");

        engine.times.startDue();

        assertThat(engine.one(RUNS)).isEqualTo(0L);
    }
}
