/** The form of specifications, by JSON Schema. */
@NullMarked
package com.heraerp.orchestration.adapter.out.schema;

import org.jspecify.annotations.NullMarked;
