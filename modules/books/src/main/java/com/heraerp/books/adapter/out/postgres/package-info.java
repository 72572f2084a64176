@NullMarked
package com.heraerp.books.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
