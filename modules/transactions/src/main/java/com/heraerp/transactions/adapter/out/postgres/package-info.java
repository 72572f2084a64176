@NullMarked
package com.heraerp.transactions.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
