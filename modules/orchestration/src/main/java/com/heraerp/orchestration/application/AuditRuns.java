package com.heraerp.orchestration.application;

import com.heraerp.orchestration.application.port.Pods;
import com.heraerp.orchestration.application.port.RunArchive;
import com.heraerp.orchestration.application.port.RunAudit;
import com.heraerp.orchestration.application.port.RunAudit.Batch;
import com.heraerp.orchestration.application.port.RunAudit.Completed;
import com.heraerp.orchestration.application.port.RunAudit.Orphan;
import com.heraerp.orchestration.application.port.RunAudit.Wrong;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.domain.plan.PlanNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, in one process at a time, whether what is stored of runs can be true at all: nobody dead holds one, a complete one
 * has settled every node that its event reaches, no step is there twice, and what was undone was undone backwards. Each minute it
 * looks at the newest and at some of the others, so that in time it has looked at all, again and again. The engine never
 * makes such a run: each finding is a bug of ours, or somebody's hand in the tables. It is counted and told once.
 */
@Singleton
public final class AuditRuns {

    /** What may be wrong. */
    enum Invariant {
        /** A dead process has held it for five seconds. */
        DEAD_OWNER,
        /** It is complete, and a node that its event reaches has no row. */
        NODE_MISSING,
        /** A node has two rows going the same way. */
        STEP_TWICE,
        /** It was undone in another order than backwards. */
        UNDO_ORDER
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
    private static final Duration TAKEOVER = Duration.ofSeconds(5);
    private static final Duration NEW = Duration.ofMinutes(15);
    private static final int AT_ONCE = 1_000;
    private static final int MOST_ORGANIZATIONS = 200;
    private static final int MOST_TOLD = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(AuditRuns.class);

    private final RunAudit audit;
    private final RunArchive archive;
    private final LoadedPlans plans;
    private final Clock clock;
    private final RunMeters meters;
    private final Consumer<String> log;
    private final Periodic looks;
    /** By organization: how far the round over all of its runs has come. */
    private final Map<UUID, UUID> rounds = new HashMap<>();
    private int place;
    private final Set<String> told = new LinkedHashSet<>();

    @Inject
    AuditRuns(RunAudit audit, RunArchive archive, LoadedPlans plans, Clock clock, Pods pods, RunMeters meters) {
        this(audit, archive, plans, clock, pods, meters, LOG::error);
    }

    /** @param log is told each finding */
    AuditRuns(RunAudit audit, RunArchive archive, LoadedPlans plans, Clock clock, Pods pods, RunMeters meters,
            Consumer<String> log) {
        this.audit = audit;
        this.archive = archive;
        this.plans = plans;
        this.clock = clock;
        this.meters = meters;
        this.log = log;
        this.looks = new Periodic("run-audit", BETWEEN_LOOKS, pods, () -> look(TAKEOVER));
    }

    public void start() {
        looks.start();
    }

    public void stop() {
        looks.stop();
    }

    /** Looks once; who holds a run and is dead has {@code patience} to be found by the others. */
    void look(Duration patience) throws InterruptedException {
        for (UUID organization : some(archive.organizations())) {
            try {
                lookAt(organization);
            } catch (RuntimeException unreadable) {
                // It must not keep the others from being looked at.
                LOG.warn("the runs of organization {} could not be looked at: {}", organization, unreadable.toString());
            }
        }
        List<Orphan> before = audit.orphans();
        if (!before.isEmpty()) {
            looks.rest(patience);
            audit.orphans().stream().filter(before::contains).forEach(orphan -> tell(orphan.organizationId(),
                    orphan.runId(), orphan.smartCode(), Invariant.DEAD_OWNER,
                    "the process " + orphan.owner() + " holds it and is dead, and nobody takes it over"));
        }
    }

    private void lookAt(UUID organization) {
        judge(organization, audit.next(organization, newest(), AT_ONCE));
        Batch batch = audit.next(organization, rounds.get(organization), AT_ONCE);
        if (batch.seen() < AT_ONCE || batch.last() == null) {
            rounds.remove(organization);
        } else {
            rounds.put(organization, batch.last());
        }
        judge(organization, batch);
    }

    /** The next ones, so that a look costs the same however many there are. */
    private List<UUID> some(List<UUID> all) {
        int count = Math.min(MOST_ORGANIZATIONS, all.size());
        int first = all.isEmpty() ? 0 : place % all.size();
        place = first + count;
        return IntStream.range(first, first + count).mapToObj(each -> all.get(each % all.size())).toList();
    }

    /** Ids are in the order of time: the first that could have been given out a while ago. */
    private UUID newest() {
        return new UUID(clock.instant().minus(NEW).toEpochMilli() << 16 | 0x7000L, 0x8000_0000_0000_0000L);
    }

    private void judge(UUID organization, Batch batch) {
        meters.audited(batch.seen());
        for (Completed completed : batch.completed()) {
            Set<String> missing = reached(organization, completed);
            missing.removeAll(completed.settled());
            if (!missing.isEmpty()) {
                completed.runs().forEach(run -> tell(organization, run, completed.smartCode(), Invariant.NODE_MISSING,
                        "it is complete without " + String.join(", ", missing)));
            }
        }
        batch.doubled().forEach(wrong -> tell(organization, wrong, Invariant.STEP_TWICE));
        batch.disordered().forEach(wrong -> tell(organization, wrong, Invariant.UNDO_ORDER));
    }

    private Set<String> reached(UUID organization, Completed completed) {
        return plans.pinned(organization, completed.smartCode(), completed.planSha()).plan()
                .event(completed.event()).nodes().stream()
                .map(PlanNode::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void tell(UUID organization, Wrong wrong, Invariant invariant) {
        tell(organization, wrong.runId(), wrong.smartCode(), invariant, wrong.what());
    }

    private void tell(UUID organization, UUID run, String smartCode, Invariant invariant, String what) {
        if (told.size() >= MOST_TOLD) {
            told.clear();
        }
        if (told.add(run + " " + invariant)) {
            meters.found(smartCode, invariant.name());
            log.accept(
                    invariant + ": run " + run + " of " + smartCode + ", organization " + organization + ": " + what);
        }
    }
}
