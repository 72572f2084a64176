/**
 * The HTTP ground under every module's controllers: who calls, the one table of errors and the one writer of error
 * bodies. What happens below Micronaut, on the connection itself, is in {@code netty}.
 */
@NullMarked
package com.heraerp.app.http;

import org.jspecify.annotations.NullMarked;
