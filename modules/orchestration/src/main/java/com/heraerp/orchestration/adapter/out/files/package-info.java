/** The registry that comes with the application: files under {@code registry/}. */
@NullMarked
package com.heraerp.orchestration.adapter.out.files;

import org.jspecify.annotations.NullMarked;
