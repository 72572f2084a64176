package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.orchestration.api.RunSettings;
import com.heraerp.orchestration.application.port.Pods;
import com.heraerp.orchestration.application.port.RunArchive;
import com.heraerp.orchestration.application.port.RunMeters;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** In which batches retention goes through organizations, and what it need not look at again. */
class FoldRunsTest {

    private static final UUID LUXE = new UUID(1, 1);
    private static final UUID BELLA = new UUID(1, 2);
    private static final Duration AGE = Duration.ofDays(30);

    private final Shelf shelf = new Shelf();
    private final FoldRuns folding = new FoldRuns(shelf, new RunSettings(AGE), new Housekeeper(), RunMeters.NONE);

    /** Tells what it was told to, and nothing more when that is over. */
    private static final class Shelf implements RunArchive {

        private final Map<UUID, Queue<Batch>> runs = new HashMap<>();
        private final Map<UUID, Queue<Integer>> events = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        void holds(UUID organization, Batch... batches) {
            runs.put(organization, new ArrayDeque<>(List.of(batches)));
        }

        List<String> asked() {
            List<String> since = List.copyOf(asked);
            asked.clear();
            return since;
        }

        @Override
        public List<UUID> organizations() {
            return List.of(LUXE, BELLA);
        }

        @Override
        public Batch fold(UUID organizationId, Duration age, @Nullable UUID after, int limit) {
            asked.add("%s: %d runs of %d days after %s".formatted(name(organizationId), limit, age.toDays(),
                    after == null ? "none" : after.getLeastSignificantBits()));
            Batch next = runs.getOrDefault(organizationId, new ArrayDeque<>()).poll();
            return next == null ? new Batch(0, null, false, false) : next;
        }

        @Override
        public int removeEvents(UUID organizationId, Duration age, int limit) {
            asked.add("%s: %d events of %d days".formatted(name(organizationId), limit, age.toDays()));
            Integer next = events.getOrDefault(organizationId, new ArrayDeque<>()).poll();
            return next == null ? 0 : next;
        }

        private static String name(UUID organization) {
            return organization.equals(LUXE) ? "Luxe" : "Bella";
        }
    }

    private record Housekeeper() implements Pods {

        @Override
        public String current() {
            return "1";
        }

        @Override
        public int hands() {
            return 1;
        }

        @Override
        public boolean keepsHouse() {
            return true;
        }
    }

    private static RunArchive.Batch upTo(long last, boolean kept, boolean more) {
        return new RunArchive.Batch(1, new UUID(0, last), kept, more);
    }

    @Test
    void goesOnAfterEachBatchUntilThereIsNoMore() throws InterruptedException {
        shelf.holds(LUXE, upTo(10, false, true), upTo(20, true, true), upTo(30, false, false));
        shelf.events.put(LUXE, new ArrayDeque<>(List.of(5, 5, 4)));

        folding.pass(5);

        assertThat(shelf.asked()).containsExactly(
                "Luxe: 5 runs of 30 days after none", "Luxe: 5 runs of 30 days after 10",
                "Luxe: 5 runs of 30 days after 20",
                "Luxe: 5 events of 30 days", "Luxe: 5 events of 30 days", "Luxe: 5 events of 30 days",
                "Bella: 5 runs of 30 days after none", "Bella: 5 events of 30 days");
    }

    /** What is kept for now may be let go at any time, though younger ones are folded already. */
    @Test
    void looksAgainAtNothingBeforeTheFirstThatWasKept() throws InterruptedException {
        shelf.holds(LUXE, upTo(10, false, true), upTo(20, true, true), upTo(30, false, false));
        shelf.holds(BELLA, upTo(40, true, false));
        folding.pass(5);
        shelf.asked();

        shelf.holds(LUXE, upTo(20, false, true), upTo(50, false, false));
        folding.pass(5);
        assertThat(shelf.asked()).filteredOn(asked -> asked.contains("runs")).containsExactly(
                "Luxe: 5 runs of 30 days after 10", "Luxe: 5 runs of 30 days after 20",
                "Bella: 5 runs of 30 days after none");

        folding.pass(5);
        assertThat(shelf.asked()).filteredOn(asked -> asked.contains("runs")).containsExactly(
                "Luxe: 5 runs of 30 days after 50", "Bella: 5 runs of 30 days after none");
        folding.pass(5);
        assertThat(shelf.asked()).as("nothing was found").contains("Luxe: 5 runs of 30 days after 50");
    }
}
