@NullMarked
package com.heraerp.identity.application;

import org.jspecify.annotations.NullMarked;
