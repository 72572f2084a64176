@NullMarked
package com.heraerp.transactions.application.port;

import org.jspecify.annotations.NullMarked;
