package com.heraerp.guardrails.domain;

import java.math.BigDecimal;

/**
 * What one line puts into the books.
 *
 * @param currency what the amounts are in; empty when unknown
 */
record GlEntry(String currency, BigDecimal debit, BigDecimal credit) {}
