/** What holds for every route and every body at once, proven on the whole application. */
@NullMarked
package com.heraerp.app.proof;

import org.jspecify.annotations.NullMarked;
