@NullMarked
package com.heraerp.changes.api;

import org.jspecify.annotations.NullMarked;
