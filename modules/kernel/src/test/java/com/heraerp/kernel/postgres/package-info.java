@NullMarked
package com.heraerp.kernel.postgres;

import org.jspecify.annotations.NullMarked;
