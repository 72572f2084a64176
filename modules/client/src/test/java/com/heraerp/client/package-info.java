@NullMarked
package com.heraerp.client;

import org.jspecify.annotations.NullMarked;
