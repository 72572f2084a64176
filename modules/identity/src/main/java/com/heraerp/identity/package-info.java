/**
 * Who calls: from a bearer token to a user, from the user to a membership, from the membership to a role.
 *
 * <p>{@code api} is the door: {@code Authenticator} for requests, {@code TokenMint} for development tokens. Tokens are
 * believed by signature alone ({@code adapter.out.jose}); what a user may do where is asked of the database
 * ({@code adapter.out.postgres}) and remembered for five seconds. Organizations and their members are made and changed here
 * ({@code adapter.in.http}), by functions that check the rights again in the transaction of the change. The module calls {@code cache} and the kernel.
 */
@NullMarked
package com.heraerp.identity;

import org.jspecify.annotations.NullMarked;
