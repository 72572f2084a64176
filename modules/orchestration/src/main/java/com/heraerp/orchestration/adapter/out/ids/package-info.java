/** Ids of runs, made without asking the database. */
@NullMarked
package com.heraerp.orchestration.adapter.out.ids;

import org.jspecify.annotations.NullMarked;
