@NullMarked
package com.heraerp.changes.adapter.in.http;

import org.jspecify.annotations.NullMarked;
