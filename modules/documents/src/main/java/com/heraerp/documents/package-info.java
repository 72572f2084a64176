/**
 * Documents that people print: a transaction as an invoice, a receipt, a credit note, a journal or a plain statement, as a
 * page or as PDF, in the language, zone and currency of its organization.
 *
 * <p>It owns no rows and changes none, calls no other module, and prints amounts as they are stored: what does not add up is
 * shown as it stands, never mended.
 */
@NullMarked
package com.heraerp.documents;

import org.jspecify.annotations.NullMarked;
