@NullMarked
package com.heraerp.identity.domain;

import org.jspecify.annotations.NullMarked;
