@NullMarked
package com.heraerp.kernel;

import org.jspecify.annotations.NullMarked;
