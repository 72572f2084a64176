@NullMarked
package com.heraerp.cache.application.port;

import org.jspecify.annotations.NullMarked;
