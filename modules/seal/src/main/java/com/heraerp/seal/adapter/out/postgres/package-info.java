@NullMarked
package com.heraerp.seal.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
