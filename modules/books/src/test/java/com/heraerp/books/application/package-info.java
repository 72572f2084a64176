@NullMarked
package com.heraerp.books.application;

import org.jspecify.annotations.NullMarked;
