/** Faults on purpose: retries, lost updates, a starved pool, kills. What was acknowledged holds, nothing is half done. */
@org.jspecify.annotations.NullMarked
package com.heraerp.app.fault;
