@NullMarked
package com.heraerp.app.rpc;

import org.jspecify.annotations.NullMarked;
