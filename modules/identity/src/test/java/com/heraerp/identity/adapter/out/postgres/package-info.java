@NullMarked
package com.heraerp.identity.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
