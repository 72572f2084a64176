/**
 * The engine beside a peer: the same workflow of four steps, each of which writes one row, on one durable PostgreSQL, with as many
 * threads and connections for each, in turn. Begins at {@code EngineLoad}.
 */
@NullMarked
package com.heraerp.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
