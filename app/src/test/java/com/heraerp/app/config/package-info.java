@NullMarked
package com.heraerp.app.config;

import org.jspecify.annotations.NullMarked;
