@NullMarked
package com.heraerp.changes.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
