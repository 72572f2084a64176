@NullMarked
package com.heraerp.entities.application.port;

import org.jspecify.annotations.NullMarked;
