/** What the modules count, and the answer to a Prometheus that asks for it. */
@NullMarked
package com.heraerp.app.metrics;

import org.jspecify.annotations.NullMarked;
