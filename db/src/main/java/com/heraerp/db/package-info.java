@NullMarked
package com.heraerp.db;

import org.jspecify.annotations.NullMarked;
