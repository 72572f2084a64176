@NullMarked
package com.heraerp.documents.adapter.out.postgres;

import org.jspecify.annotations.NullMarked;
