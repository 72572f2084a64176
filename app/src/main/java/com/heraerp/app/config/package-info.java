/**
 * The environment, read once: every variable is parsed and checked here before anything starts, and a bad value is refused in
 * one line that names it. What modules need is handed on as the records of {@code com.heraerp.kernel.settings}.
 */
@NullMarked
package com.heraerp.app.config;

import org.jspecify.annotations.NullMarked;
