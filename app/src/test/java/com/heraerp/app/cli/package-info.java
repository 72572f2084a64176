@NullMarked
package com.heraerp.app.cli;

import org.jspecify.annotations.NullMarked;
