/**
 * What the code costs, measured with JMH. Nothing depends on this module, so {@code hera.jar} never holds it.
 */
@NullMarked
package com.heraerp.benchmarks;

import org.jspecify.annotations.NullMarked;
