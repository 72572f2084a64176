@NullMarked
package com.heraerp.documents;

import org.jspecify.annotations.NullMarked;
