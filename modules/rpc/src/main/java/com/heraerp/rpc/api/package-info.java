/** What other modules may ask of the dispatcher. */
@NullMarked
package com.heraerp.rpc.api;

import org.jspecify.annotations.NullMarked;
