package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.db.TestDatabase;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.settings.DatabaseSettings;
import com.heraerp.orchestration.api.PayloadCompletion;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.application.port.Backlog;
import com.heraerp.orchestration.application.port.BoundFunctions;
import com.heraerp.orchestration.application.port.EventReports;
import com.heraerp.orchestration.application.port.Outbox;
import com.heraerp.orchestration.application.port.Pods;
import com.heraerp.orchestration.application.port.RunArchive;
import com.heraerp.orchestration.application.port.RunAudit;
import com.heraerp.orchestration.application.port.RunReports;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.application.port.SpecStore;
import com.heraerp.orchestration.application.port.Timetable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The adapters of one pod over a database of a test. */
public final class Stores implements AutoCloseable {

    private final Database database;
    private final PodSession pod;
    private final Duration breath;

    public Stores(TestDatabase database) {
        this(database, Crash.never());
    }

    /** Those of a pod that dies. */
    public Stores(TestDatabase database, Crash crash) {
        this.database = new Database(crash.over(database.asApp()));
        DatabaseSettings settings = new DatabaseSettings(
                database.jdbcUrl(), "hera_app", "", 1, 20, Duration.ofSeconds(30));
        this.pod = new PodSession(() -> settings);
        // Where steps are counted, how many there are must not hang on how long each takes.
        this.breath = crash.isCounted() ? Duration.ofMinutes(1) : Breath.LONGEST;
    }

    public SpecStore specs() {
        return new PostgresSpecStore(database);
    }

    public RunStore runs() {
        return new PostgresRunStore(database, pod, breath);
    }

    public Outbox outbox() {
        return new PostgresOutbox(database, pod);
    }

    public Timetable timetable() {
        return new PostgresTimetable(pod);
    }

    public Backlog backlog() {
        return new PostgresBacklog(pod);
    }

    public RunArchive archive() {
        return new PostgresRunArchive(database);
    }

    public RunAudit audit() {
        return new PostgresRunAudit(database);
    }

    public RunReports reports() {
        return new PostgresRunReports(database);
    }

    public EventReports events() {
        return new PostgresEventReports(database);
    }

    public Pods pods() {
        return pod;
    }

    public BoundFunctions functions() {
        return new PostgresBoundFunctions();
    }

    public List<PayloadCompletion> completions() {
        return List.of(new SalonProcedures().cartFacts(database));
    }

    /** The procedures that come with the application. */
    public List<ProcedureHandler> handlers() {
        SalonProcedures salon = new SalonProcedures();
        List<ProcedureHandler> all = core();
        all.addAll(
                List.of(salon.addLine(), salon.updateLine(), salon.deleteLine(), salon.restoreLine(), salon.reprice(),
                        salon.reserve(), salon.release(), salon.adjust(), salon.restoreReservation()));
        all.addAll(services());
        all.addAll(till());
        all.addAll(stock());
        return all;
    }

    private static List<ProcedureHandler> services() {
        AppointmentProcedures appointments = new AppointmentProcedures();
        CustomerProcedures customers = new CustomerProcedures();
        CloseProcedures closing = new CloseProcedures();
        SecurityProcedures security = new SecurityProcedures();
        return List.of(appointments.book(), appointments.read(), appointments.move(), appointments.cancel(),
                appointments.noShow(), appointments.restore(), appointments.fee(), customers.create(),
                customers.read(), customers.openLoyalty(), customers.recordConsent(), customers.countNoShow(),
                closing.check(), closing.accrue(), closing.unaccrue(), closing.close(), security.demoUser(false),
                security.removeDemoUser());
    }

    private static List<ProcedureHandler> till() {
        TillProcedures till = new TillProcedures();
        return List.of(till.allocatePayment(), till.postSale(), till.closeCart(), till.reopenCart(), till.earnPoints(),
                till.takePointsBack(), till.revertPoints(), till.prepareRefund(), till.postRefund(), till.countTill(),
                till.closeTill());
    }

    private static List<ProcedureHandler> stock() {
        StockProcedures stock = new StockProcedures();
        return List.of(stock.issue(), stock.putBack(), stock.receive(), stock.dispatch(), stock.arrive(), stock.count(),
                stock.revert(), stock.postReceipt(), stock.openTransfer(), stock.settleTransfer(),
                stock.unsettleTransfer(), stock.postTransfer(), stock.postCount());
    }

    private static List<ProcedureHandler> core() {
        CoreProcedures core = new CoreProcedures();
        Guardrails guardrails = new Guardrails();
        return new ArrayList<>(List.of(core.createEntity(guardrails), core.updateEntity(guardrails),
                core.deleteEntity(guardrails), core.createTransaction(guardrails),
                core.reverseTransaction(guardrails), core.setRelationship(), core.callFunction(), core.fail()));
    }

    /** Ends the pod's sign of life, as a kill would. */
    @Override
    public void close() {
        pod.lose();
    }
}
