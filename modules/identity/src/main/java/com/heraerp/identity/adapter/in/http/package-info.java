/** Organizations and their members over HTTP. */
@NullMarked
package com.heraerp.identity.adapter.in.http;

import org.jspecify.annotations.NullMarked;
