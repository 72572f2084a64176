/** What other modules may use: payloads, the check, its report, the reserved kinds. */
@NullMarked
package com.heraerp.guardrails.api;

import org.jspecify.annotations.NullMarked;
