@NullMarked
package com.heraerp.identity;

import org.jspecify.annotations.NullMarked;
