@NullMarked
package com.heraerp.books.adapter.in.http;

import org.jspecify.annotations.NullMarked;
