@NullMarked
package com.heraerp.cache;

import org.jspecify.annotations.NullMarked;
