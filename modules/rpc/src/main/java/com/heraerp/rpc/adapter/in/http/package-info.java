@NullMarked
package com.heraerp.rpc.adapter.in.http;

import org.jspecify.annotations.NullMarked;
