@NullMarked
package com.heraerp.seal.adapter.in.http;

import org.jspecify.annotations.NullMarked;
