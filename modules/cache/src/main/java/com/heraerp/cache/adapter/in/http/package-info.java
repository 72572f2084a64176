/** The statistics as operators read them. */
@NullMarked
package com.heraerp.cache.adapter.in.http;

import org.jspecify.annotations.NullMarked;
