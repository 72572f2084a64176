package com.heraerp.orchestration.domain.spec;

/**
 * What starts a run, and as which event.
 *
 * @param on as written
 * @param emit the event by which the run enters the graph
 * @param pointer where it stands
 */
public record TriggerSpec(String on, String emit, String pointer) {}
