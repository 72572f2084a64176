package com.heraerp.app.fault;

/**
 * The size of a proof: what every build runs, or the whole of it with {@code -Dhera.proof.full=true}, as in
 * {@code mvn -pl app -am verify -Dit.test='LostUpdatesIT,PoolBleedIT,KillIT' -Dfailsafe.failIfNoSpecifiedTests=false
 * -Dhera.proof.full=true}.
 */
final class Proof {

    private static final boolean FULL = Boolean.getBoolean("hera.proof.full");

    private Proof() {}

    static int size(int full, int reduced) {
        return FULL ? full : reduced;
    }
}
