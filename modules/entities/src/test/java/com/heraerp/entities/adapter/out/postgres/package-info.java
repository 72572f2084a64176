@NullMarked
package com.heraerp.entities.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
