/**
 * The database's making: the roles and schemas it starts from, the migrations in order, demo data, and the catalog's own
 * description. Owns every {@code .sql} file outside the modules' adapters. Sees no module; {@code app} calls it at start.
 */
@NullMarked
package com.heraerp.db;

import org.jspecify.annotations.NullMarked;
