@NullMarked
package com.heraerp.kernel.json;

import org.jspecify.annotations.NullMarked;
