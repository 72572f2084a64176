/** Calls to the world outside: allow-listed hosts, no private addresses. */
@NullMarked
package com.heraerp.orchestration.adapter.out.http;

import org.jspecify.annotations.NullMarked;
