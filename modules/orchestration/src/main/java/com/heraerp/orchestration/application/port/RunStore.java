package com.heraerp.orchestration.application.port;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.domain.run.Change;
import com.heraerp.orchestration.domain.run.Operations.Operated;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.spec.Concurrency;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps runs. All of the engine's safety stands on four promises of this port:
 *
 * <ol>
 *   <li>{@link #transact} begins by refusing whoever is not the run's owner under its newest fence, and holds the run's lock until
 *       it ends; the state it hands in is the one under that lock.
 *   <li>What the scope did and what {@code write} said become visible together, or not at all.
 *   <li>{@link #claim} gives a run to one pod, with a higher fence than ever before.
 *   <li>Time is the database's.
 * </ol>
 *
 * <p>Wake-ups, polling, liveness of pods and the index that makes a claim cheap are the store's own affair.
 */
public interface RunStore {

    /**
     * A run in a pod's hands.
     *
     * @param fence under which it was claimed
     * @param orphaned how long ago a pod that died has last committed something of it; null when it was free
     */
    record Claim(UUID organizationId, UUID runId, String pod, long fence, @Nullable Duration orphaned) {

        /** One that was free. */
        public Claim(UUID organizationId, UUID runId, String pod, long fence) {
            this(organizationId, runId, pod, fence, null);
        }
    }

    /** What came of a start. */
    sealed interface Started {}

    /**
     * The run was not there.
     *
     * @param run as it is now: PENDING when it waits its turn at its subject
     * @param ahead those of the same subject that were alive before it
     */
    record New(RunState run, List<UUID> ahead) implements Started {}

    /** A run of the same orchestration and key was there, with the same payload. */
    record Known(RunState run) implements Started {}

    /** A run of the same orchestration and key was there, with another payload: 422. */
    record Conflicting(UUID runId) implements Started {}

    /** The subject is taken by as many runs as may be alive at once, and the plan says to refuse one more. */
    record Taken(UUID runId) implements Started {}

    /** What came of a transaction. */
    sealed interface Fenced<T> {}

    /** It was committed. */
    record Committed<T>(T result) implements Fenced<T> {}

    /** The claim is over: another pod has the run, or it has ended. Nothing was changed. */
    record Lost<T>() implements Fenced<T> {}

    /** What is done in a transaction. It may be run more than once: a store repeats it after a serialization failure. */
    @FunctionalInterface
    interface Work<T> {
        T in(RunState run, RunTransaction transaction);
    }

    /** An open transaction of one run. */
    interface RunTransaction {

        /** The database's time; the same throughout the transaction. */
        Instant now();

        /** What procedures write through. */
        TransactionScope scope();

        /** Remembers this point; a later call moves it. */
        void keep();

        /** Undoes what was done since {@link #keep}, and what was written. */
        void undo();

        /** Writes the changes; {@code after} is the run with them. */
        void write(List<Change> changes, RunState after);
    }

    /**
     * The transaction is broken and {@link Work} must not go on: a serialization failure, a deadlock, a lost connection. The
     * scope throws it through a procedure; only the store catches it.
     */
    final class TransactionBroken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public TransactionBroken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The connection was lost while it committed: the run as it is now tells what came of it, and nothing else does. */
    final class InDoubt extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient Refused refusal;

        /** @param refusal what a caller is told */
        public InDoubt(Refused refusal) {
            super("whether a transaction was committed is not known", refusal);
            this.refusal = refusal;
        }

        /** What a caller is told. */
        public Refused refusal() {
            return refusal;
        }
    }

    /**
     * Begins a run, unless one of its orchestration and key is there. {@code initial} is PENDING, or held by its own pod.
     */
    Started start(UUID organizationId, RunState initial, Terms terms);

    /**
     * What came of a beginning.
     *
     * @param last what the last transaction told; null when the run is not ours to carry: it was there, waits its turn, or is lost already
     */
    record Begun<T>(Started started, @Nullable T last) {}

    /**
     * Transactions of one run that follow each other.
     *
     * @param first what is done in the first
     * @param onward what is done in each other one
     * @param goesOn whether another one follows at once on the one that told this
     * @param committed is told of each that is committed but the one that a store does last, whose answer is the result
     */
    record Course<T>(Work<T> first, Work<T> onward, Predicate<T> goesOn, Consumer<T> committed) {}

    /**
     * Begins a run that its own pod holds and does its first transaction, in one commit where the store can, so that a pod that dies
     * before it leaves nothing behind; and as many of those that follow as the store sees fit.
     */
    default <T> Begun<T> begin(Claim claim, RunState initial, Terms terms, Duration timeout, Course<T> course) {
        Started started = start(claim.organizationId(), initial, terms);
        boolean ours = started instanceof New fresh && fresh.run().status().isHeld();
        return new Begun<>(started,
                ours && transact(claim, timeout, course.first()) instanceof Committed<T>(T result) ? result : null);
    }

    /**
     * On what terms a run begins.
     *
     * @param needs folded smart codes of the handlers that a pod must have to claim it
     * @param turns how many of its subject may be alive at once; null for any number
     */
    record Terms(Set<String> needs, @Nullable Concurrency turns) {

        /** Any pod, at once. */
        public static final Terms NONE = new Terms(Set.of(), null);
    }

    /**
     * Claims runs that are due: PENDING, or WAITING whose time has come.
     *
     * @param procedures folded smart codes that the pod can run; runs whose plan needs others are left to other pods
     * @param limit at most so many; no more than the pod has hands for
     */
    List<Claim> claim(String pod, Set<String> procedures, int limit);

    /**
     * Does {@code work} in one transaction of the claimed run.
     *
     * @param timeout after which the database ends it
     */
    <T> Fenced<T> transact(Claim claim, Duration timeout, Work<T> work);

    /**
     * The first transaction of {@code course}, and as many of those that follow as the store sees fit.
     *
     * @param timeout after which the database ends each of them
     * @param last the run as the caller committed it last: a store need not read it again when nobody has written it since; null when
     *     he has not
     */
    default <T> Fenced<T> transact(Claim claim, Duration timeout, @Nullable RunState last, Course<T> course) {
        return transact(claim, timeout, course.first());
    }

    /** What an operator does, on the run as it is under its lock. */
    @FunctionalInterface
    interface Operation {
        Operated on(RunState run, Instant now);
    }

    /**
     * Who does something to a run, where, and why; it is noted with what it changes.
     *
     * @param action such as {@code CANCEL}
     * @param reason null for a signal, whose payload says it
     */
    record By(Scope scope, String action, @Nullable String reason) {}

    /** Does {@code operation} and writes what it changes; empty when the organization has no such run. */
    Optional<Operated> operate(By by, UUID runId, Operation operation);

    /** What it changes in a run, as it is under its lock, that another takes over what it had done. */
    @FunctionalInterface
    interface Inheritance {

        /** @throws Refused when it may not: then nothing begins */
        List<Change> from(RunState run);
    }

    /**
     * Begins {@code forked}, which has steps already and which no pod holds, and notes at the run that they come from who wanted
     * it; in one commit.
     *
     * @param inheritance is not asked when the fork is there already
     */
    Started fork(By by, UUID from, RunState forked, Inheritance inheritance, Terms terms);

    /** The run as it was last committed. */
    Optional<RunState> find(UUID organizationId, UUID runId);
}
