/**
 * Answers that were expensive to get and may be a little old: named caches, each with the age the specification allows.
 *
 * <p>{@code api} is all that other modules see; Caffeine stays behind it. A key carries everything its value depends on, the
 * organization first of all, so that no tenant reads another's value. The module calls nobody but the kernel.
 */
@NullMarked
package com.heraerp.cache;

import org.jspecify.annotations.NullMarked;
