@NullMarked
package com.heraerp.changes;

import org.jspecify.annotations.NullMarked;
