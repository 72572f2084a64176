@NullMarked
package com.heraerp.guardrails.api;

import org.jspecify.annotations.NullMarked;
