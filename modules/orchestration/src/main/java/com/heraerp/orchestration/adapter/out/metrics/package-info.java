/** What the engine counts, by Micrometer. */
@NullMarked
package com.heraerp.orchestration.adapter.out.metrics;

import org.jspecify.annotations.NullMarked;
