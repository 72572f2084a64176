@NullMarked
package com.heraerp.documents.adapter.in.http;

import org.jspecify.annotations.NullMarked;
