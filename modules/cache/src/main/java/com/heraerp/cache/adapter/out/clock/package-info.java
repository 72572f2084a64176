@NullMarked
package com.heraerp.cache.adapter.out.clock;

import org.jspecify.annotations.NullMarked;
