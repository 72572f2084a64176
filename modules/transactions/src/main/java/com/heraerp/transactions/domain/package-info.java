@NullMarked
package com.heraerp.transactions.domain;

import org.jspecify.annotations.NullMarked;
