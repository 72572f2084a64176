@NullMarked
package com.heraerp.rpc.application.port;

import org.jspecify.annotations.NullMarked;
