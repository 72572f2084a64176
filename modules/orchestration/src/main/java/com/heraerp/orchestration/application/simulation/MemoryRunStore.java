package com.heraerp.orchestration.application.simulation;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.Rehearsals.Stage;
import com.heraerp.orchestration.application.port.RunStore;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Operations;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs in memory, for one thread at a time: what simulations run on, and what rehearsals keep their run in while its procedures act on
 * a stage. A transaction works on drafts and replaces what was there when it
 * ends, so that one which throws has done nothing.
 */
public final class MemoryRunStore implements RunStore {

    /**
     * A run as it is kept.
     *
     * @param history all changes, in the order of their commits
     */
    private record Kept(UUID organizationId, RunState run, List<Change> history) {}

    private final InstantSource clock;
    private final @Nullable Stage stage;
    private final Map<UUID, Kept> runs = new LinkedHashMap<>();
    private final EffectLog effects = new EffectLog();

    /** @param clock the database's time */
    public MemoryRunStore(InstantSource clock) {
        this(clock, null);
    }

    /** @param stage where procedures act, other than in memory; null for nowhere */
    public MemoryRunStore(InstantSource clock, @Nullable Stage stage) {
        this.clock = clock;
        this.stage = stage;
    }

    /** What committed transactions wrote. */
    public List<JsonObject> effects() {
        return effects.written();
    }

    /** All changes of a run, in the order of their commits. */
    public List<Change> history(UUID runId) {
        return kept(runId).history();
    }

    @Override
    public Started start(UUID organizationId, RunState initial, Terms terms) {
        for (Kept kept : runs.values()) {
            boolean same = kept.organizationId().equals(organizationId)
                    && kept.run().start().smartCode().equals(initial.start().smartCode())
                    && kept.run().start().key().equals(initial.start().key());
            if (same) {
                return initial.start().repeats(kept.run().start())
                        ? new Known(kept.run())
                        : new Conflicting(kept.run().start().id());
            }
        }
        runs.put(initial.start().id(), new Kept(organizationId, initial, List.of()));
        return new New(initial, List.of());
    }

    @Override
    public List<Claim> claim(String pod, Set<String> procedures, int limit) {
        List<Kept> due = runs.values().stream()
                .filter(kept -> isDue(kept.run()))
                .sorted(Comparator.comparing(kept -> Optional.ofNullable(kept.run().progress().notBefore())
                        .orElse(Instant.MIN)))
                .limit(limit)
                .toList();
        List<Claim> claims = new ArrayList<>();
        for (Kept kept : due) {
            RunState claimed = kept.run().claimedBy(pod);
            put(kept, claimed, List.of());
            claims.add(new Claim(kept.organizationId(), claimed.start().id(), pod, claimed.hold().fence()));
        }
        return claims;
    }

    private boolean isDue(RunState run) {
        Instant notBefore = run.progress().notBefore();
        boolean reached = notBefore != null && !notBefore.isAfter(clock.instant());
        return run.status() == RunStatus.PENDING && (notBefore == null || reached)
                || run.status() == RunStatus.WAITING && reached;
    }

    /** Sets free what {@code pod}, which is dead, holds and {@code free} admits; says how many runs that were. */
    public int orphan(String pod, Predicate<UUID> free) {
        List<Kept> held = runs.values().stream()
                .filter(kept -> kept.run().status().isHeld() && pod.equals(kept.run().hold().owner()))
                .filter(kept -> free.test(kept.run().start().id()))
                .toList();
        held.forEach(kept -> put(kept, kept.run().orphaned(), List.of()));
        return held.size();
    }

    @Override
    public <T> Fenced<T> transact(Claim claim, Duration timeout, Work<T> work) {
        Kept kept = kept(claim.runId());
        RunState run = kept.run();
        boolean ours = claim.pod().equals(run.hold().owner()) && claim.fence() == run.hold().fence();
        if (!ours || run.status().isTerminal()) {
            return new Lost<>();
        }
        Draft draft = new Draft(run.entered(), clock.instant(), stage);
        T result = work.in(draft.run, draft);
        put(kept, draft.run, draft.changes);
        draft.effects.written().forEach(effects::write);
        return new Committed<>(result);
    }

    @Override
    public Optional<Operations.Operated> operate(By by, UUID runId, Operation operation) {
        Kept kept = runs.get(runId);
        if (kept == null || !kept.organizationId().equals(by.scope().organizationId())) {
            return Optional.empty();
        }
        Operations.Operated operated = operation.on(kept.run(), clock.instant());
        if (operated instanceof Operations.Allowed(List<Change> changes)) {
            put(kept, kept.run().entered().after(changes), changes);
        }
        return Optional.of(operated);
    }

    @Override
    public Started fork(By by, UUID from, RunState forked, Inheritance inheritance, Terms terms) {
        Started started = start(by.scope().organizationId(), forked, terms);
        if (started instanceof New) {
            Kept origin = kept(from);
            try {
                List<Change> inherited = inheritance.from(origin.run());
                put(origin, origin.run().entered().after(inherited), inherited);
            } catch (Refused refused) {
                runs.remove(forked.start().id());
                throw refused;
            }
        }
        return started;
    }

    @Override
    public Optional<RunState> find(UUID organizationId, UUID runId) {
        return Optional.ofNullable(runs.get(runId))
                .filter(kept -> kept.organizationId().equals(organizationId))
                .map(Kept::run);
    }

    private Kept kept(UUID runId) {
        Kept kept = runs.get(runId);
        if (kept == null) {
            throw new IllegalArgumentException("there is no run " + runId);
        }
        return kept;
    }

    private void put(Kept kept, RunState run, List<Change> changes) {
        List<Change> history = new ArrayList<>(kept.history());
        history.addAll(changes);
        runs.put(run.start().id(), new Kept(kept.organizationId(), run, history));
    }

    private static final class Draft implements RunTransaction, TransactionScope {

        private final Instant now;
        private final @Nullable Stage stage;
        private final EffectLog effects = new EffectLog();
        private final List<Change> changes = new ArrayList<>();
        private RunState run;
        private RunState keptRun;
        private int keptEffects;
        private int keptChanges;

        Draft(RunState run, Instant now, @Nullable Stage stage) {
            this.run = run;
            this.stage = stage;
            this.keptRun = run;
            this.now = now;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public TransactionScope scope() {
            return this;
        }

        @Override
        public <T> T as(Class<T> technology) {
            if (technology.isInstance(effects)) {
                return technology.cast(effects);
            }
            if (stage != null) {
                return stage.scope().as(technology);
            }
            throw new IllegalStateException("this transaction is in memory and no " + technology.getName());
        }

        @Override
        public void keep() {
            keptRun = run;
            keptEffects = effects.size();
            keptChanges = changes.size();
            if (stage != null) {
                stage.keep();
            }
        }

        @Override
        public void undo() {
            run = keptRun;
            effects.cutTo(keptEffects);
            changes.subList(keptChanges, changes.size()).clear();
            if (stage != null) {
                stage.undo();
            }
        }

        @Override
        public void write(List<Change> written, RunState after) {
            changes.addAll(written);
            run = after;
        }
    }
}
