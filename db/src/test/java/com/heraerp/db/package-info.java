/** A real PostgreSQL for every test that needs one, and the tests of the functions as the role the application uses. */
@NullMarked
package com.heraerp.db;

import org.jspecify.annotations.NullMarked;
