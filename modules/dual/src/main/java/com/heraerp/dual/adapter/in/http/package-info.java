@NullMarked
package com.heraerp.dual.adapter.in.http;

import org.jspecify.annotations.NullMarked;
