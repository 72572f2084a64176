@NullMarked
package com.heraerp.transactions.adapter.in.http;

import org.jspecify.annotations.NullMarked;
