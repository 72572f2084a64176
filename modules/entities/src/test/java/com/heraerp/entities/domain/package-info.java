@NullMarked
package com.heraerp.entities.domain;

import org.jspecify.annotations.NullMarked;
