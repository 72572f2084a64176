@NullMarked
package com.heraerp.documents.application;

import org.jspecify.annotations.NullMarked;
