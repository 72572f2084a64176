@NullMarked
package com.heraerp.identity.application.port;

import org.jspecify.annotations.NullMarked;
