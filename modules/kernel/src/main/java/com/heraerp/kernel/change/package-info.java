/** What becomes of changes, one by one or in batches, whatever kind of row is changed. */
@NullMarked
package com.heraerp.kernel.change;

import org.jspecify.annotations.NullMarked;
