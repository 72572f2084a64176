@NullMarked
package com.heraerp.kernel.change;

import org.jspecify.annotations.NullMarked;
