@NullMarked
package com.heraerp.app.docs;

import org.jspecify.annotations.NullMarked;
