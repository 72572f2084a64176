/** Named caches, their ages and their statistics. */
@NullMarked
package com.heraerp.cache.api;

import org.jspecify.annotations.NullMarked;
