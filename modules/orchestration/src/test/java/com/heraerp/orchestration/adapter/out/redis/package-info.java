@NullMarked
package com.heraerp.orchestration.adapter.out.redis;

import org.jspecify.annotations.NullMarked;
