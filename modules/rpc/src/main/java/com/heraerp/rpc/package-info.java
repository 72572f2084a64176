@NullMarked
package com.heraerp.rpc;

import org.jspecify.annotations.NullMarked;
