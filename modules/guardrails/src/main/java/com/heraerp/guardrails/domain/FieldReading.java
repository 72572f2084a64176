package com.heraerp.guardrails.domain;

import com.heraerp.kernel.json.JsonValue;

/** What a dynamic field says, once its form has been read. */
sealed interface FieldReading {

    /** A value of its type. */
    record Valued(FieldType type, JsonValue value) implements FieldReading {}

    /** No value; it is stored empty. */
    record Empty(FieldType type) implements FieldReading {}

    /**
     * Something that cannot be stored.
     *
     * @param member which member of the field is wrong; empty when it is the field as such
     * @param fault what is wrong, a sentence without its subject, such as {@code must be a number}
     */
    record Unreadable(ShapeProblem problem, String member, String fault) implements FieldReading {}
}
