@NullMarked
package com.heraerp.cache.application;

import org.jspecify.annotations.NullMarked;
