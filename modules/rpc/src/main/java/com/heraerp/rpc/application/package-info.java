@NullMarked
package com.heraerp.rpc.application;

import org.jspecify.annotations.NullMarked;
