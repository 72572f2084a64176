@NullMarked
package com.heraerp.orchestration.adapter.out.otlp;

import org.jspecify.annotations.NullMarked;
