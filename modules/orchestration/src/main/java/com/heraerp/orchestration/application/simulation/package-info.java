/** Runs in memory: what a simulation with mocked procedures runs on. */
@NullMarked
package com.heraerp.orchestration.application.simulation;

import org.jspecify.annotations.NullMarked;
