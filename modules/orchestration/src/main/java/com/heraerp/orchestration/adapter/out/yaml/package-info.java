/** YAML 1.2, and with it JSON, read with the line of everything. */
@NullMarked
package com.heraerp.orchestration.adapter.out.yaml;

import org.jspecify.annotations.NullMarked;
