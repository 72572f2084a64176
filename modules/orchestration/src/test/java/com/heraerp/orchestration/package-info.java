@NullMarked
package com.heraerp.orchestration;

import org.jspecify.annotations.NullMarked;
