/**
 * The composition root: {@code Hera} is the process, {@code HeraServer} everything that runs inside it when it serves, in the
 * order in which it starts (embedded PostgreSQL, migrations, beans, HTTP) and, reversed, stops.
 */
@NullMarked
package com.heraerp.app;

import org.jspecify.annotations.NullMarked;
