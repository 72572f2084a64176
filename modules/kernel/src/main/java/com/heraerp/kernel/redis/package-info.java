/** The way to Redis, where one is configured; everything that uses it works without. */
@NullMarked
package com.heraerp.kernel.redis;

import org.jspecify.annotations.NullMarked;
