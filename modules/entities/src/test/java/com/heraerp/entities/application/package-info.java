@NullMarked
package com.heraerp.entities.application;

import org.jspecify.annotations.NullMarked;
