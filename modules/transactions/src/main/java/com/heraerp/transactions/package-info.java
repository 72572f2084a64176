/**
 * Business transactions and the fiscal periods they fall into: posted, revised, removed, reversed, one by one or in
 * batches, listed and read; periods opened, closed and locked.
 *
 * <p>A write is shaped here, judged by {@code guardrails}, and carried out by one database function, which holds the
 * period and has the last word on it; a read is JSON that PostgreSQL built, passed through unparsed. It calls {@code
 * guardrails} and no other module.
 */
@NullMarked
package com.heraerp.transactions;

import org.jspecify.annotations.NullMarked;
