/** What processes tell one another of the services that they call, over Redis. */
@NullMarked
package com.heraerp.orchestration.adapter.out.redis;

import org.jspecify.annotations.NullMarked;
