/** What authentication needs from outside: verified tokens and memberships. */
@NullMarked
package com.heraerp.identity.application.port;

import org.jspecify.annotations.NullMarked;
