/**
 * The door: what other modules need to offer procedures that orchestrations run.
 *
 * <p>Implement {@link com.heraerp.orchestration.api.ProcedureHandler}, one bean for each smart code, and register the
 * procedure's specification under the same code.
 */
@NullMarked
package com.heraerp.orchestration.api;

import org.jspecify.annotations.NullMarked;
