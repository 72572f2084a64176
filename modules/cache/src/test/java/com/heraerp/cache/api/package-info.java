@NullMarked
package com.heraerp.cache.api;

import org.jspecify.annotations.NullMarked;
