/**
 * The change log read back: what happened to a row, newest first, for programs and as a page for people; and what happened
 * in an organization, in the order of the feed (D8), page by page or live over SSE and WebSocket.
 *
 * <p>It owns the reading of {@code AUDIT} rows, never their writing: the functions that change something log it in the
 * same transaction. Live, the log itself is the queue: a listener is a cursor, so nothing is lost when anything breaks.
 * It asks {@code identity} until when a token holds; whoever needs a history goes through {@code api.ChangeLog}.
 */
@NullMarked
package com.heraerp.changes;

import org.jspecify.annotations.NullMarked;
