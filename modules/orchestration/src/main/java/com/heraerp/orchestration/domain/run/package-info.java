/**
 * The engine's pure core. A run is a value ({@code RunState}); everything that happens to it is a {@code Change}, and {@code
 * RunState.after} is the only place where changes are applied.
 *
 * <p>Read {@code Decider} first: what a run does next. Then {@code Recorder}: what the outcome of doing it changes. Then {@code
 * Operations}: what people may do to a run. None of them reads a clock, a store or chance; time is an argument, jitter is
 * computed from the run's id.
 */
@NullMarked
package com.heraerp.orchestration.domain.run;

import org.jspecify.annotations.NullMarked;
