/**
 * {@code hera selftest}: twelve checks of a running server, made from outside with the Java client. Each makes what it needs,
 * under a type of its own run, so that a check that fails hinders no other and everything can be found and removed in the end.
 */
@NullMarked
package com.heraerp.app.selftest;

import org.jspecify.annotations.NullMarked;
