@NullMarked
package com.heraerp.openapi;

import org.jspecify.annotations.NullMarked;
