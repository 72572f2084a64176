/** The whole application, started as it serves, and gone through as its callers do. */
@NullMarked
package com.heraerp.app.journey;

import org.jspecify.annotations.NullMarked;
