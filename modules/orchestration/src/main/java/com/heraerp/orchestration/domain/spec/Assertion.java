package com.heraerp.orchestration.domain.spec;

import org.jspecify.annotations.Nullable;

/**
 * A precondition, invariant or check. A text that contains {@code $.} is a condition in CEL over {@code $.inputs}, {@code
 * $.outputs} (not in preconditions) and {@code $.actor}; any other text is prose for readers.
 *
 * @param description what it means, for people
 * @param expression the condition; null for prose
 * @param pointer where it stands
 */
public record Assertion(String description, @Nullable String expression, String pointer) {}
