@NullMarked
package com.heraerp.books.application.port;

import org.jspecify.annotations.NullMarked;
