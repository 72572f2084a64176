@NullMarked
package com.heraerp.kernel.web;

import org.jspecify.annotations.NullMarked;
