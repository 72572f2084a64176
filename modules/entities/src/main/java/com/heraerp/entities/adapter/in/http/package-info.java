@NullMarked
package com.heraerp.entities.adapter.in.http;

import org.jspecify.annotations.NullMarked;
