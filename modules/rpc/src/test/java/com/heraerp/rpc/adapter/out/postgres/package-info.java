@NullMarked
package com.heraerp.rpc.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
