@NullMarked
package com.heraerp.books.domain;

import org.jspecify.annotations.NullMarked;
