/**
 * Entities with their dynamic fields and relationships: registered, revised, removed, one by one or in batches, listed
 * and read.
 *
 * <p>A write is shaped here, judged by {@code guardrails}, and carried out by one database function; a read is JSON that
 * PostgreSQL built, passed through unparsed, and remembered in {@code cache} as such. It calls these two and no other module.
 */
@NullMarked
package com.heraerp.entities;

import org.jspecify.annotations.NullMarked;
