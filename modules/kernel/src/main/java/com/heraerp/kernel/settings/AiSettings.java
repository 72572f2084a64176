package com.heraerp.kernel.settings;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How far suggestions are trusted and how their provider is guarded.
 *
 * @param confidenceThreshold from which a suggestion may act by itself, 0 to 1
 * @param retryMaxAttempts calls to the provider at most, the first included
 * @param circuitBreakerThreshold failures in a row that open the breaker
 * @param circuitBreakerTimeout how long it stays open
 */
public record AiSettings(
        BigDecimal confidenceThreshold,
        int retryMaxAttempts,
        int circuitBreakerThreshold,
        Duration circuitBreakerTimeout) {}
