@NullMarked
package com.heraerp.seal.application.port;

import org.jspecify.annotations.NullMarked;
