/** Memberships as the database knows them. */
@NullMarked
package com.heraerp.identity.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
