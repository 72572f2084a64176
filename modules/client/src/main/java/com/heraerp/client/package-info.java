/**
 * A client of HERA's HTTP API for callers in Java: {@link com.heraerp.client.HeraClient} and the groups of calls behind it. It
 * knows nothing of the server's own classes and needs none of them. It sends each write under an idempotency key, so that it
 * may send it again; it turns every refusal into a {@link com.heraerp.client.HeraRefusal} that carries all the server said; it
 * never lets a number pass through a double.
 */
@NullMarked
package com.heraerp.client;

import org.jspecify.annotations.NullMarked;
