/**
 * Serves the API's description, as the build has written it, and the page to browse it. Everything comes from the class
 * path: neither the server nor the browser asks another host.
 */
@NullMarked
package com.heraerp.app.docs;

import org.jspecify.annotations.NullMarked;
