package com.heraerp.orchestration.domain.spec;

/** How the engine runs a procedure. */
public enum ProcedureKind {
    /** All its effects are in our database: runs inside a transaction, together with its step row. */
    TRANSACTIONAL,
    /** Talks to the world outside: no transaction is open meanwhile, and a crash leaves it in doubt. */
    EXTERNAL,
    /** The engine waits until a time has come. */
    TIMER,
    /** The engine waits until somebody sends a signal. */
    SIGNAL,
    /** Another orchestration: the engine starts a run of it and waits for its end. No procedure is written so. */
    ORCHESTRATION;

    /** Whether nothing runs here meanwhile: the engine waits. */
    public boolean isWait() {
        return this == TIMER || this == SIGNAL || this == ORCHESTRATION;
    }
}
