/**
 * Values that every module speaks: who calls, for which organization, what was refused and why.
 *
 * <p>{@code json} reads and writes JSON exactly (money never becomes floating point), {@code postgres} calls one
 * database function in one round trip and translates its refusals, {@code web} is what every HTTP adapter needs to
 * answer alike. The kernel knows no module; whatever only one module needs does not belong here.
 */
@NullMarked
package com.heraerp.kernel;

import org.jspecify.annotations.NullMarked;
