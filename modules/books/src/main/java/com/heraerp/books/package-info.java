/**
 * What the books say: trial balance, balance sheet, profit and loss, general ledger, as JSON, as a table, as an hledger
 * journal; the closing of a fiscal year and its taking back; whether closed periods still say what they said.
 *
 * <p>PostgreSQL adds up, from balances that it keeps and what was posted since; here is decided who may ask what, and how an
 * answer is printed. It calls no other module.
 */
@NullMarked
package com.heraerp.books;

import org.jspecify.annotations.NullMarked;
