package com.heraerp.orchestration.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Runs actors one at a time, in an order that the seed alone decides, in virtual time. An actor gives way only in {@link #pause} and
 * {@link #sleep}; there it may also find that its process was killed.
 */
final class Scheduler {

    /** Thrown through an actor whose process is gone; an {@code Error}, so that nothing takes it for a failure. */
    static final class Killed extends Error {

        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private static final int MOST_STEPS = 60_000;

    final class Actor {

        final String process;
        private final Semaphore gate = new Semaphore(0);
        private Instant wakes = Instant.MIN;
        private boolean killed;
        private boolean ended;

        Actor(String process) {
            this.process = process;
        }
    }

    final Random random;
    private final Semaphore back = new Semaphore(0);
    private final List<Actor> actors = new ArrayList<>();
    private final ThreadLocal<Actor> current = new ThreadLocal<>();
    private Throwable failure;
    private Instant now = Instant.parse("2025-03-01T08:00:00Z");
    private int steps;

    Scheduler(Random random) {
        this.random = random;
    }

    Instant now() {
        return now;
    }

    void spawn(String process, Runnable body) {
        Actor actor = new Actor(process);
        actors.add(actor);
        Thread.ofVirtual().start(() -> {
            current.set(actor);
            actor.gate.acquireUninterruptibly();
            try {
                if (!actor.killed) {
                    body.run();
                }
            } catch (Killed gone) {
                // As wanted.
            } catch (Throwable failed) {
                failure = failure == null ? failed : failure;
            } finally {
                actor.ended = true;
                back.release();
            }
        });
    }

    /** A point at which another actor may go on, or this one's process may be gone. */
    void pause() {
        Actor actor = current.get();
        if (actor != null && (actor.killed || random.nextInt(3) == 0)) {
            giveWay(actor);
        }
    }

    void sleep(Duration duration) {
        Actor actor = current.get();
        actor.wakes = now.plus(duration);
        giveWay(actor);
    }

    private void giveWay(Actor actor) {
        if (!actor.killed) {
            back.release();
            actor.gate.acquireUninterruptibly();
        }
        if (actor.killed) {
            throw new Killed();
        }
    }

    /** Kills all actors of the process: what they had open is rolled back, what they had committed stays. */
    void kill(String process) {
        actors.stream().filter(actor -> actor.process.equals(process)).forEach(actor -> {
            actor.killed = true;
            actor.wakes = Instant.MIN;
        });
    }

    /** Stops all actors of the process for a while: a SIGSTOP, a long garbage collection. */
    void freeze(String process, Duration duration) {
        actors.stream().filter(actor -> actor.process.equals(process) && actor != current.get())
                .forEach(actor -> actor.wakes = now.plus(duration));
    }

    /** Runs until {@code done}, then kills everybody. */
    void run(BooleanSupplier done) {
        try {
            while (!done.getAsBoolean() && failure == null) {
                if (++steps > MOST_STEPS) {
                    throw new AssertionError("nothing ends after " + MOST_STEPS + " steps");
                }
                step();
            }
        } finally {
            actors.forEach(actor -> actor.killed = true);
            while (!actors.isEmpty()) {
                resume(actors.getFirst());
                actors.removeIf(actor -> actor.ended);
            }
        }
        if (failure != null) {
            throw new AssertionError("an actor failed", failure);
        }
    }

    private void step() {
        List<Actor> runnable = actors.stream().filter(actor -> !actor.wakes.isAfter(now)).toList();
        if (runnable.isEmpty()) {
            now = actors.stream().map(actor -> actor.wakes).min(Instant::compareTo)
                    .orElseThrow(() -> new AssertionError("all actors are gone"));
            return;
        }
        resume(runnable.get(random.nextInt(runnable.size())));
        actors.removeIf(actor -> actor.ended);
    }

    private void resume(Actor actor) {
        actor.gate.release();
        back.acquireUninterruptibly();
    }
}
