@NullMarked
package com.heraerp.transactions;

import org.jspecify.annotations.NullMarked;
