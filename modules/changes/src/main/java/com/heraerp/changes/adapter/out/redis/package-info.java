@NullMarked
package com.heraerp.changes.adapter.out.redis;

import org.jspecify.annotations.NullMarked;
