/** The use case: authenticate a caller. */
@NullMarked
package com.heraerp.identity.application;

import org.jspecify.annotations.NullMarked;
