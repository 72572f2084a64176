package com.heraerp.seal.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.seal.api.SealReport;
import com.heraerp.seal.api.SealReport.Broken;
import com.heraerp.seal.application.port.SealStore;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifySealsTest {

    private static final Scope SCOPE = new Scope(new UUID(1, 1), new UUID(2, 2), "", new DatabaseCall());
    private static final Broken BROKEN = new Broken(33, "log", "x", "the row was changed after it was sealed");

    @Test
    void addsTheParts() {
        SealReport report = verify(new Chain(45, 0), null);

        assertThat(report).isEqualTo(new SealReport(45, 450, "hash 45", "time 45", null));
    }

    @Test
    void endsAtTheFirstBrokenRow() {
        SealReport report = verify(new Chain(45, 33), "hash 1");

        assertThat(report).isEqualTo(new SealReport(32, 320, "hash 32", "time 32", BROKEN));
    }

    @Test
    void knowsAHashInAnyPart() {
        assertThat(verify(new Chain(45, 0), "hash 3").intact()).isTrue();
        assertThat(verify(new Chain(45, 0), "hash 44").intact()).isTrue();
    }

    @Test
    void missesAHashThatWasTheHeadOnce() {
        assertThat(verify(new Chain(40, 0), "hash 41").broken()).isNotNull().extracting(Broken::kind).isEqualTo("seal");
        assertThat(verify(new Chain(0, 0), "hash 1").intact()).isFalse();
    }

    @Test
    void sealsUntilNothingIsLeft() {
        Chain chain = new Chain(0, 0);
        chain.unsealed = 2_345;

        assertThat(new SealLog(chain).handle()).isEqualTo(2_345);
        assertThat(chain.unsealed).isZero();
    }

    private static SealReport verify(Chain chain, @Nullable String expected) {
        return new VerifySeals(chain).verify(SCOPE, expected);
    }

    /** So many seals of ten entries; one of them may be broken. */
    private static final class Chain implements SealStore {

        private final long length;
        private final long broken;
        private int unsealed;

        Chain(long length, long broken) {
            this.length = length;
            this.broken = broken;
        }

        @Override
        public int seal(int limit) {
            int sealed = Math.min(limit, unsealed);
            unsealed -= sealed;
            return sealed;
        }

        @Override
        public Part verify(Scope scope, long from, int count, @Nullable String expected) {
            long seals = 0;
            boolean met = false;
            for (long seal = from; seal <= length && seals < count && seal != broken; seal++) {
                seals++;
                met |= ("hash " + seal).equals(expected);
            }
            long last = from + seals - 1;
            boolean ends = broken == last + 1 && seals < count;
            return new Part(
                    new SealReport(seals, seals * 10, last == 0 ? null : "hash " + last,
                            last == 0 ? null : "time " + last,
                            ends && broken > 0 ? BROKEN : null),
                    seals == count ? last + 1 : null, met);
        }

        @Override
        public Step verifyMore(Scope scope, int fresh, int again) {
            throw new UnsupportedOperationException("by night alone");
        }

        @Override
        public @Nullable String verifyPeriod(Scope scope, long turn) {
            throw new UnsupportedOperationException("by night alone");
        }

        @Override
        public List<OrganizationId> organizations() {
            return List.of();
        }
    }
}
