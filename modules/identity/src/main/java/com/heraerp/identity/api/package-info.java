/** The door of the module: who calls, and tokens for development. */
@NullMarked
package com.heraerp.identity.api;

import org.jspecify.annotations.NullMarked;
