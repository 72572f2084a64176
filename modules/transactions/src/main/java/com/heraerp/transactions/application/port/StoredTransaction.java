package com.heraerp.transactions.application.port;

/**
 * One transaction as the store built it.
 *
 * @param version the transaction's version
 * @param text UTF-8 text that ends in the item's JSON
 * @param start where in {@code text} the JSON begins
 */
public record StoredTransaction(long version, byte[] text, int start) {}
