/**
 * What people write: procedures and orchestrations as they stand in YAML or JSON, with the line of everything.
 *
 * <p>{@code SpecReading} is lenient: what is malformed is left out, because the schema has already said so with its line
 * and the rules of {@code domain.check} shall still find everything else in the same report.
 */
@NullMarked
package com.heraerp.orchestration.domain.spec;

import org.jspecify.annotations.NullMarked;
