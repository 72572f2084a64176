@NullMarked
package com.heraerp.changes.application.port;

import org.jspecify.annotations.NullMarked;
