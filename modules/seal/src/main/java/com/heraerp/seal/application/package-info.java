@NullMarked
package com.heraerp.seal.application;

import org.jspecify.annotations.NullMarked;
