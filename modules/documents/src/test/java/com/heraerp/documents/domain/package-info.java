@NullMarked
package com.heraerp.documents.domain;

import org.jspecify.annotations.NullMarked;
