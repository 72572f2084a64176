@NullMarked
package com.heraerp.entities.adapter.out.cache;

import org.jspecify.annotations.NullMarked;
