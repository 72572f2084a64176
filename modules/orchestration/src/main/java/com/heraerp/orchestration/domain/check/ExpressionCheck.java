package com.heraerp.orchestration.domain.check;

import java.util.Set;

/** What compiling an expression told. */
public sealed interface ExpressionCheck {

    /**
     * It is an expression that answers true or false.
     *
     * @param roots the names behind {@code $.}
     * @param nodes the ids behind {@code $.nodes.}
     */
    record Sound(Set<String> roots, Set<String> nodes) implements ExpressionCheck {}

    /** It is not; {@code message} says why. */
    record Unsound(String message) implements ExpressionCheck {}
}
