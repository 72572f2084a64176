@NullMarked
package com.heraerp.app;

import org.jspecify.annotations.NullMarked;
