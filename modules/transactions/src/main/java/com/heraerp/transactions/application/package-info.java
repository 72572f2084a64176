@NullMarked
package com.heraerp.transactions.application;

import org.jspecify.annotations.NullMarked;
