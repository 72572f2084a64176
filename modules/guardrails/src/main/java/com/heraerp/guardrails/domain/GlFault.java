package com.heraerp.guardrails.domain;

/**
 * An amount that a ledger cannot hold.
 *
 * @param member the line's member that is wrong
 * @param fault what is wrong, a sentence without its subject, such as {@code must be a number}
 * @param currency the line's currency; empty when none is known
 */
record GlFault(GivenLine line, String member, String fault, String currency) {}
