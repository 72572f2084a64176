@NullMarked
package com.heraerp.orchestration.adapter.in.http;

import org.jspecify.annotations.NullMarked;
