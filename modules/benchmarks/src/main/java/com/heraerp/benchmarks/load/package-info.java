/**
 * What a request costs, measured on the real jar with its embedded PostgreSQL (fsync on), beside pgbench on the very
 * functions the server calls, in turn and in one run: ratios and medians, because machines are noisy.
 */
@NullMarked
package com.heraerp.benchmarks.load;

import org.jspecify.annotations.NullMarked;
