/**
 * The change log read back: what happened to a row, by whom, from what to what, newest first; as JSON for programs and
 * as a page for people.
 *
 * <p>It owns the reading of {@code AUDIT} rows, never their writing: the functions that change something log it in the
 * same transaction (D8). It calls no other module; whoever needs a history goes through {@code api.ChangeLog}.
 */
@NullMarked
package com.heraerp.changes;

import org.jspecify.annotations.NullMarked;
