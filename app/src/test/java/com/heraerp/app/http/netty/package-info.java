@NullMarked
package com.heraerp.app.http.netty;

import org.jspecify.annotations.NullMarked;
