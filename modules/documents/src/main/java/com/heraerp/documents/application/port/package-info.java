@NullMarked
package com.heraerp.documents.application.port;

import org.jspecify.annotations.NullMarked;
