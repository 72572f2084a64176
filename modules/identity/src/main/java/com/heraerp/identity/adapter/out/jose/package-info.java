/** Signed tokens, and the keys they are signed with. */
@NullMarked
package com.heraerp.identity.adapter.out.jose;

import org.jspecify.annotations.NullMarked;
