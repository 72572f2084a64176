@NullMarked
package com.heraerp.identity.api;

import org.jspecify.annotations.NullMarked;
