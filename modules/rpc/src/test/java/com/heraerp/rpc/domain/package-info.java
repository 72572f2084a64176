@NullMarked
package com.heraerp.rpc.domain;

import org.jspecify.annotations.NullMarked;
