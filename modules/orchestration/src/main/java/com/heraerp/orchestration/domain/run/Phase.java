package com.heraerp.orchestration.domain.run;

/** Which way a run goes. It never turns back from undoing. */
public enum Phase {
    FORWARD, UNDO
}
