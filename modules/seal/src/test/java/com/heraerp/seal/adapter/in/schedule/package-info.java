@NullMarked
package com.heraerp.seal.adapter.in.schedule;

import org.jspecify.annotations.NullMarked;
