@NullMarked
package com.heraerp.seal.api;

import org.jspecify.annotations.NullMarked;
