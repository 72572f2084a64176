/**
 * The database under the application: a real PostgreSQL of our own when none is configured ({@code EmbeddedPostgres}, started
 * from bundled binaries, durable, kept under {@code HERA_HOME}), the connection pool, and the refusal to run with a login
 * that row-level security does not bind.
 */
@NullMarked
package com.heraerp.app.postgres;

import org.jspecify.annotations.NullMarked;
