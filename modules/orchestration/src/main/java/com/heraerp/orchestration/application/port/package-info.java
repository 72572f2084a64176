/** What the module needs from outside. */
@NullMarked
package com.heraerp.orchestration.application.port;

import org.jspecify.annotations.NullMarked;
