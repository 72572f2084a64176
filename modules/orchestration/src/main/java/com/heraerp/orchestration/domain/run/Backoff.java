package com.heraerp.orchestration.domain.run;

import com.heraerp.orchestration.domain.spec.RetryPolicy;
import java.time.Duration;
import java.util.UUID;

/** Waits between attempts: growing, bounded, and spread so that many runs do not come back together. */
final class Backoff {

    private Backoff() {}

    /**
     * The wait after the {@code attempts}-th attempt: between half of and all of what the policy says. The same run, node and
     * attempt always wait equally long, so that a timeline can be replayed.
     */
    static Duration after(int attempts, RetryPolicy policy, UUID run, String node) {
        long cap = policy.cap().toMillis();
        long wait = Math.min(cap, policy.base().toMillis());
        for (int i = 1; i < attempts && wait < cap && policy.factor() > 1; i++) {
            wait = Math.min(cap, wait * policy.factor());
        }
        long half = wait / 2;
        long share = mixed(run, node, attempts) >>> 44;
        return Duration.ofMillis(half + (wait - half) * share / (1L << 20));
    }

    /** SplitMix64's finish over everything that tells attempts apart. */
    private static long mixed(UUID run, String node, int attempts) {
        long bits = run.getMostSignificantBits() * 31 + run.getLeastSignificantBits();
        bits = bits * 31 + node.hashCode() + attempts * 0x9E3779B97F4A7C15L;
        bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }
}
