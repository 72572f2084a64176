package com.heraerp.kernel.settings;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How often a caller may ask.
 *
 * @param window the time over which requests are counted
 * @param maxRequests requests of one organization per window, unless its own settings say otherwise
 * @param userMaxRequests requests of one user per window; empty: the organization's figure
 */
public record RateLimitSettings(Duration window, int maxRequests, OptionalInt userMaxRequests) {}
