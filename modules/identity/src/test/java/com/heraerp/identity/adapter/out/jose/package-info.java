@NullMarked
package com.heraerp.identity.adapter.out.jose;

import org.jspecify.annotations.NullMarked;
