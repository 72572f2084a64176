/** What begins and ends with the application: the bundled registry and the carrying of runs. */
@NullMarked
package com.heraerp.orchestration.adapter.in.start;

import org.jspecify.annotations.NullMarked;
