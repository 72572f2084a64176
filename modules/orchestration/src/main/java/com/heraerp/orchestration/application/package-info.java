/** Use cases: validate what was written, drive what was started, simulate. */
@NullMarked
package com.heraerp.orchestration.application;

import org.jspecify.annotations.NullMarked;
