package com.heraerp.orchestration.application.port;

/** Who this process is among those that carry runs. */
public interface Pods {

    /**
     * This process's name as an owner of runs. It changes when the sign of life is lost: what was claimed under the old name is
     * then anybody's, and whoever still works on it is refused by its fence.
     */
    String current();

    /** How many runs this process may carry at once beside those that callers wait for. */
    int hands();

    /**
     * Whether this process, and no other, does what only one at a time is to do. Who dies leaves that to the next who asks; who is
     * frozen keeps it until he goes on, or is ended: that work can wait.
     */
    boolean keepsHouse();
}
