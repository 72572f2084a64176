/** What live changes are made of: which are wanted, and how a stream ends. */
@NullMarked
package com.heraerp.changes.domain;

import org.jspecify.annotations.NullMarked;
