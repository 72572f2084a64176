/** Conditions in CEL, without floating point: see {@code DecimalLibrary}. */
@NullMarked
package com.heraerp.orchestration.adapter.out.cel;

import org.jspecify.annotations.NullMarked;
