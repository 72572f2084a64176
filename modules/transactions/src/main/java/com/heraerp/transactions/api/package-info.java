@NullMarked
package com.heraerp.transactions.api;

import org.jspecify.annotations.NullMarked;
