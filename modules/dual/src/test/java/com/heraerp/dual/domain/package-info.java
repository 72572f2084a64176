@NullMarked
package com.heraerp.dual.domain;

import org.jspecify.annotations.NullMarked;
