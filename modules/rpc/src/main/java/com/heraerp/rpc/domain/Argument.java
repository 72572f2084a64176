package com.heraerp.rpc.domain;

import org.jspecify.annotations.Nullable;

/**
 * One input argument of a function.
 *
 * @param name as declared, such as {@code p_entity}
 * @param required whether it has no default
 * @param defaultText the default as SQL text for people, null when there is none
 */
public record Argument(String name, ArgumentType type, boolean required, @Nullable String defaultText) {

    /** The argument as it stands in a signature: {@code p_limit integer DEFAULT 100}. */
    String declaration() {
        String declared = name + " " + type.sqlName();
        return required ? declared : declared + " DEFAULT " + defaultText;
    }
}
