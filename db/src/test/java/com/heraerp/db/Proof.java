package com.heraerp.db;

/** The size of a proof: what every build runs, or the whole of it with {@code -Dhera.proof.full=true}. */
final class Proof {

    private static final boolean FULL = Boolean.getBoolean("hera.proof.full");

    private Proof() {}

    static int size(int everyBuild, int whole) {
        return FULL ? whole : everyBuild;
    }
}
