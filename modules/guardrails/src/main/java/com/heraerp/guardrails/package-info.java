/**
 * The guardrails: what a payload alone tells about whether it may be written. Pure: it knows payloads, not stores.
 *
 * <p>{@code api.Guardrails} runs a list of small rules over an {@code api.EntityPayload} and answers a whole report.
 * {@code api.ReservedKinds} keeps D15's kinds from generic writes. It calls no other module.
 */
@NullMarked
package com.heraerp.guardrails;

import org.jspecify.annotations.NullMarked;
