/**
 * What the code costs, measured with JMH. Nothing depends on this module, so {@code hera.jar} never holds it.
 *
 * <p>Run all of it: {@code mvn -q -pl modules/benchmarks -am -Pbenchmark compile}. JMH's own arguments go in {@code
 * -Djmh.args="GuardrailsBenchmark -f 1 -prof gc"}.
 */
@NullMarked
package com.heraerp.benchmarks;

import org.jspecify.annotations.NullMarked;
