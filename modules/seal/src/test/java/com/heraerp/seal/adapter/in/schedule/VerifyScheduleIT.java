package com.heraerp.seal.adapter.in.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.heraerp.db.Demo;
import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.settings.CacheSettings;
import com.heraerp.seal.application.SealLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a night finds is told: in the log, and as a figure that stays until a later night finds it mended. */
class VerifyScheduleIT {

    private static final String OF_LUXE = " where transaction_type = 'AUDIT' and organization_id = '" + Demo.LUXE + "'"
            + " and subject_id = '" + Demo.ARGAN_OIL + "'";

    private final TestDatabase database = TestDatabase.withDemoData();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(VerifySchedule.class);
    private final ApplicationContext context = ApplicationContext.builder()
            .singletons(new CacheSettings(Duration.ofHours(1), 10, Optional.empty())).start();
    private final VerifySchedule schedule;

    VerifyScheduleIT() {
        context.registerSingleton(DataSource.class, database.asApp());
        schedule = context.getBean(VerifySchedule.class);
        schedule.bindTo(meters);
    }

    @BeforeEach
    void seal() {
        log.start();
        logger.addAppender(log);
        SealLog seals = context.getBean(SealLog.class);
        int sealed = 1;
        while (sealed > 0) {
            sealed = seals.part();
        }
    }

    @AfterEach
    void end() {
        logger.detachAppender(log);
        context.close();
        database.close();
    }

    @Test
    void countsWhatHeldInAllOrganizations() {
        schedule.verify();

        assertThat(gauge("hera.seals.verified")).as("one of each, and of the platform").isGreaterThanOrEqualTo(3);
        assertThat(gauge("hera.seals.broken")).isZero();
        assertThat(said(Level.ERROR)).isEmpty();
    }

    @Test
    void namesTheFirstBrokenRowNightForNightUntilItIsAsItWas() {
        tamper("update universal_transactions set metadata = metadata || '{\"x\": 1}'" + OF_LUXE);

        schedule.verify();
        schedule.verify();

        assertThat(gauge("hera.seals.broken")).isEqualTo(1);
        assertThat(said(Level.ERROR)).hasSize(2)
                .allMatch(line -> line.contains(Demo.LUXE.toString()) && line.contains("seal 1, log "));

        tamper("update universal_transactions set metadata = metadata - 'x'" + OF_LUXE);
        schedule.verify();

        assertThat(gauge("hera.seals.broken")).isZero();
    }

    /** Whoever makes a seal unreadable must not be better off than who changes it. */
    @Test
    void takesWhatCannotBeReadForBroken() {
        tamper("update universal_transactions set metadata = metadata || '{\"form\": \"none\", \"number\": 1.5}'"
                + " where transaction_type = 'SEAL' and organization_id = '" + Demo.LUXE + "'");

        schedule.verify();

        assertThat(gauge("hera.seals.broken")).isEqualTo(1);
        assertThat(said(Level.ERROR)).singleElement().asString().contains("seal 1, seal ");
    }

    /** One that cannot be asked stays what it was, and the others have their night. */
    @Test
    void goesOnWhereOneOrganizationCannotBeAsked() {
        tamper("update universal_transactions set metadata = metadata || '{\"x\": 1}'" + OF_LUXE);
        schedule.verify();
        database.execute("""
                create function reporting.away() returns trigger language plpgsql as $$
                begin
                  if new.organization_id = '%s' then
                    raise exception using errcode = '57014', message = 'away';
                  end if;
                  return new;
                end $$;
                create trigger away before insert or update on reporting.seals_verified
                  for each row execute function reporting.away()""".formatted(Demo.LUXE));

        schedule.verify();

        assertThat(gauge("hera.seals.broken")).isEqualTo(1);
        assertThat(gauge("hera.seals.verified")).as("Bella's and the platform's").isGreaterThanOrEqualTo(2);
        assertThat(said(Level.WARN)).singleElement().asString().contains(Demo.LUXE.toString());
    }

    @Test
    void waitsForTheNextNightWhereTheDatabaseIsAway() {
        schedule.verify();
        double verified = gauge("hera.seals.verified");
        database.execute("revoke execute on function hera.organization_ids() from hera_app");

        schedule.verify();

        assertThat(gauge("hera.seals.verified")).isEqualTo(verified);
        assertThat(said(Level.WARN)).hasSize(1);
    }

    private double gauge(String name) {
        return Objects.requireNonNull(meters.find(name).gauge()).value();
    }

    private List<String> said(Level level) {
        return log.list.stream().filter(event -> event.getLevel() == level).map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void tamper(String sql) {
        database.execute("set session_replication_role = replica; " + sql + "; reset session_replication_role");
    }
}
