@NullMarked
package com.heraerp.guardrails.domain;

import org.jspecify.annotations.NullMarked;
