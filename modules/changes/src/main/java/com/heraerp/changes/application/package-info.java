/** Live changes: who listens, what is new, and whether he still may. */
@NullMarked
package com.heraerp.changes.application;

import org.jspecify.annotations.NullMarked;
