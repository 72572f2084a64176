@NullMarked
package com.heraerp.documents.adapter.out.pdf;

import org.jspecify.annotations.NullMarked;
