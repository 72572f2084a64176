package com.heraerp.orchestration.api;

import java.time.Duration;

/**
 * How runs are kept.
 *
 * @param retention what ended longer ago is folded to a summary; zero to keep everything for ever
 */
public record RunSettings(Duration retention) {}
