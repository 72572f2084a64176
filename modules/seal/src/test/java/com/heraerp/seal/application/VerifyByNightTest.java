package com.heraerp.seal.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.seal.api.SealReport.Broken;
import com.heraerp.seal.application.VerifyByNight.Command;
import com.heraerp.seal.application.VerifyByNight.Night;
import com.heraerp.seal.application.port.SealStore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifyByNightTest {

    private static final Scope SCOPE = new Scope(new UUID(1, 1), new UUID(2, 2), "", new DatabaseCall());
    private static final Broken BROKEN = new Broken(33, "log", "x", "the row was changed after it was sealed");

    private final Nights store = new Nights();

    @Test
    void takesUpWhatIsNewAndLeavesTheRestOfALongChainToTheNextNight() {
        store.fresh = 2_345;

        assertThat(night().seals()).as("a hundred steps of twenty").isEqualTo(2_000 + 500);
        assertThat(store.fresh).isEqualTo(345);
        assertThat(night().seals()).isEqualTo(345 + 18 * 5);
        assertThat(store.fresh).isZero();
    }

    @Test
    void comparesOldOnesAgainWhereNothingIsNew() {
        assertThat(night()).isEqualTo(new Night(50, null));
    }

    @Test
    void namesWhatIsBrokenAndGoesOnWithWhatIsNew() {
        store.fresh = 100;
        store.brokenAt = 3;

        assertThat(night().broken()).isEqualTo(BROKEN);
        assertThat(store.fresh).isZero();
        assertThat(store.turns).as("no period is added up for nothing").isZero();
    }

    @Test
    void endsWhereTheNewOnesAreBroken() {
        store.brokenAt = 0;

        assertThat(night()).isEqualTo(new Night(0, BROKEN));
    }

    @Test
    void namesAPeriodWhoseBooksAreNotWhatTheyWere() {
        store.period = "2025-01";

        Broken broken = night().broken();

        assertThat(broken).isNotNull();
        assertThat(broken.kind()).isEqualTo("period");
        assertThat(broken.reason()).isEqualTo("the books of 2025-01 are not what they were at its closing");
        assertThat(store.turns).isEqualTo(20_000);
    }

    private Night night() {
        return new VerifyByNight(store).handle(new Command(SCOPE, 20_000));
    }

    /** So many seals that nobody has compared yet. */
    private static final class Nights implements SealStore {

        private int fresh;
        private int steps;
        private int brokenAt = -1;
        private long turns;
        private @Nullable String period;

        @Override
        public Step verifyMore(Scope scope, int count, int again) {
            if (steps++ == brokenAt) {
                return new Step(0, fresh > 0, BROKEN);
            }
            int compared = Math.min(count, fresh);
            fresh -= compared;
            return new Step(compared + again, compared == count, null);
        }

        @Override
        public @Nullable String verifyPeriod(Scope scope, long turn) {
            turns += turn;
            return period;
        }

        @Override
        public int seal(int limit) {
            throw new UnsupportedOperationException("not by night");
        }

        @Override
        public Part verify(Scope scope, long from, int count, @Nullable String expected) {
            throw new UnsupportedOperationException("not by night");
        }

        @Override
        public List<OrganizationId> organizations() {
            return List.of();
        }
    }
}
