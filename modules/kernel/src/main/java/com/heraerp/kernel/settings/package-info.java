/**
 * What the operator decided, as plain checked values. The application reads the environment once at start and offers each of
 * these records as a bean; a module asks for the one it needs in its constructor and never reads the environment itself.
 */
@NullMarked
package com.heraerp.kernel.settings;

import org.jspecify.annotations.NullMarked;
