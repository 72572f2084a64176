/** Traces of runs, told to a collector in OpenTelemetry's protocol (OTLP); nothing of it is made when none is configured. */
@NullMarked
package com.heraerp.orchestration.adapter.out.otlp;

import org.jspecify.annotations.NullMarked;
