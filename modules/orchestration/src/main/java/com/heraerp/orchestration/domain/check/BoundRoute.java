package com.heraerp.orchestration.domain.check;

import com.heraerp.orchestration.domain.spec.Trigger;

/** A route that a registered orchestration already answers. */
public record BoundRoute(String smartCode, Trigger.Api api) {}
