package com.heraerp.kernel.settings;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What is measured and how often it is looked at.
 *
 * @param enabled whether metrics are answered
 * @param metricsPort where they are answered; empty: the port of the API
 * @param healthCheckInterval how often dependencies are probed
 * @param keyRotation age of the signing key that raises its alert
 */
public record MonitoringSettings(
        boolean enabled, OptionalInt metricsPort, Duration healthCheckInterval, Duration keyRotation) {}
