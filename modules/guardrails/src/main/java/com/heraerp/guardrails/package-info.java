@NullMarked
package com.heraerp.guardrails;

import org.jspecify.annotations.NullMarked;
