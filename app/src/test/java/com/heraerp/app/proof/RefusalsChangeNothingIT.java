package com.heraerp.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * An answer outside of 2xx has changed nothing: after every one of them the rows of all six tables, of all organizations,
 * are those that were there before the request, to the byte and unwritten ({@link Marks}). One caller, so that what is
 * found is his doing. Whole: 50,000 requests ({@code -Dhera.proof.full=true}), each 2,500 over a fresh database; reduced in
 * every build. A failure names its seed: {@code -Dhera.proof.seed=N} repeats it.
 *
 * <p>Left out of the comparison are the engine's own records ({@code ORCH_…} transactions and their lines: the history of
 * runs, also of failed ones, is kept on purpose) and seals, which come by themselves. Where a run failed that had
 * committed before, and undid it, the change log is longer by what was done and undone; it is only there that the log
 * may grow, and even there nothing else may differ.
 */
class RefusalsChangeNothingIT {

    private static final boolean FULL = Boolean.getBoolean("hera.proof.full");
    private static final int ROUNDS = FULL ? 20 : 1;
    private static final int REQUESTS = FULL ? 2_500 : 1_500;
    private static final long SEED = Long.getLong("hera.proof.seed", 20_261_129L);

    private final Map<String, Integer> refused = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    @Test
    void leaveEveryRowAsItWas() {
        long begun = System.nanoTime();
        int answers = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (WatchedCaller caller = new WatchedCaller(SEED + round, refused, wrong)) {
                answers += caller.refusedAsWritten();
                answers += caller.sendUntil(REQUESTS - answers % REQUESTS);
            }
        }
        System.out.printf("seed %d: %d answers in %d s, refused %d:%n%s%n", SEED, answers,
                (System.nanoTime() - begun) / 1_000_000_000, refused.values().stream().mapToInt(n -> n).sum(),
                String.join("\n", refused.entrySet().stream().map(each -> each.getValue() + " × " + each.getKey())
                        .toList()));
        assertThat(wrong).as("seed %d", SEED).isEmpty();
        assertThat(refused.keySet().stream().map(said -> said.substring(0, 3)).distinct())
                .contains("304", "400", "403", "404", "405", "409", "412", "415", "422");
    }

    /** What the proof stands on: a row that is written as it was is seen, one that is looked at and locked is not. */
    @Test
    void seeARowThatIsWrittenAsItWas() {
        try (TestDatabase database = TestDatabase.withDemoData(); Marks marks = new Marks(database)) {
            Marks.Seen before = marks.settled();
            database.execute("select from public.core_entities for update");
            assertThat(marks.settled().parts()).isEqualTo(before.parts());

            database.execute("update public.core_dynamic_data set updated_at = updated_at where field_name = 'vip'");
            Marks.Seen after = marks.settled();
            assertThat(after.parts().keySet())
                    .filteredOn(part -> !after.parts().get(part).equals(before.parts().get(part)))
                    .containsExactly("core_dynamic_data");
            assertThat(marks.written(before)).hasSize(2).allMatch(row -> row.startsWith("core_dynamic_data {"));
        }
    }
}
