@NullMarked
package com.heraerp.cache.adapter.out.redis;

import org.jspecify.annotations.NullMarked;
