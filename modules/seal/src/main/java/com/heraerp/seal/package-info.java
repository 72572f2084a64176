/**
 * Tamper evidence: chains the change log and the posted GL transactions together with hashes, organization by organization,
 * and names the first row that is not as it was sealed.
 *
 * <p>It owns the rows of type {@code SEAL} and nothing else, writes behind everybody's back in short transactions that no
 * writer waits for, and calls no other module. Who keeps a seal's hash outside of the database can also prove that the end of
 * the chain was not cut off and made anew.
 */
@NullMarked
package com.heraerp.seal;

import org.jspecify.annotations.NullMarked;
