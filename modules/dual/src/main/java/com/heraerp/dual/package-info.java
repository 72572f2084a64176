/**
 * The v2 routes by which callers make an entity step by step (row, fields, relationships). Each is one function of schema
 * {@code rpc} under the name and in the form that these callers know: the module translates wire forms into named
 * arguments and calls the dispatcher, so that rights, guardrails, idempotency and refusals are those of {@code
 * POST /api/v2/rpc/…}. It owns no data and no rule; that is why it is not part of {@code entities}, which knows nothing of
 * the dispatcher.
 */
@NullMarked
package com.heraerp.dual;

import org.jspecify.annotations.NullMarked;
