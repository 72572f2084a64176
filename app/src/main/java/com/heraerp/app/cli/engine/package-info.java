/**
 * {@code hera procedures …} and {@code hera orchestrations …}: what a caller can do with workflows from a terminal. They call a
 * running server, as every caller does, so that roles, guardrails and the change log hold for them as for anybody; only the
 * examination of files is done here, before anything is sent.
 */
@NullMarked
package com.heraerp.app.cli.engine;

import org.jspecify.annotations.NullMarked;
