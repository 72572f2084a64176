/** Users, their memberships, and the choice of the organization a request works in. */
@NullMarked
package com.heraerp.identity.domain;

import org.jspecify.annotations.NullMarked;
