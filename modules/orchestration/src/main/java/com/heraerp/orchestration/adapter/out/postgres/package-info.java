/** The registry and the runs in PostgreSQL: one function call each. */
@NullMarked
package com.heraerp.orchestration.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
