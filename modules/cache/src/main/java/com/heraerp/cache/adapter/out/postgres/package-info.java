@NullMarked
package com.heraerp.cache.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
