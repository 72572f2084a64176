@NullMarked
package com.heraerp.entities;

import org.jspecify.annotations.NullMarked;
