@NullMarked
package com.heraerp.app.http;

import org.jspecify.annotations.NullMarked;
