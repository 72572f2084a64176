/** Whether this process lives, is ready, and how its parts are: for orchestrators, operators and monitoring. */
@NullMarked
package com.heraerp.app.health;

import org.jspecify.annotations.NullMarked;
