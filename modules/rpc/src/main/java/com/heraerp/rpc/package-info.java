/**
 * The universal dispatcher: every function of schema {@code rpc} that is granted to the application, called by name
 * with named arguments, under the caller's role. It owns the catalog of those functions and nothing else; what a
 * function does is the database's, what a payload may hold is {@code guardrails}'. A function is not known unless the
 * catalog, read from {@code pg_proc} and kept fresh within a second, holds it.
 */
@NullMarked
package com.heraerp.rpc;

import org.jspecify.annotations.NullMarked;
