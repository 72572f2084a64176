package com.heraerp.orchestration.api;

/**
 * One procedure in Java.
 *
 * <p>A transactional procedure writes only through {@code scope}: its effects and the record that it ran are one commit.
 * It may be run again from the beginning when that commit failed. An external procedure has no transaction (its scope is
 * {@link TransactionScope#NONE}) and hands {@link Invocation#idempotencyKey} on, so that repeating it does nothing twice.
 * A compensation is given the inputs, and over them the outputs, of what it undoes; it must accept that this never happened, and
 * that it was undone already.
 */
public interface ProcedureHandler {

    /** The procedure's smart code, in either spelling of its version. */
    String smartCode();

    /**
     * Does it.
     *
     * @return how it ended; a business error is an answer, not an exception. An exception of a transactional procedure
     *     rolls back and counts as the error {@code UNEXPECTED}; one of an external procedure leaves it in doubt
     */
    Outcome handle(Invocation invocation, TransactionScope scope);
}
