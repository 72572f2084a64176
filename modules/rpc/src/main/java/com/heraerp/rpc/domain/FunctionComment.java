package com.heraerp.rpc.domain;

import com.heraerp.kernel.Role;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function's COMMENT: a description with tags. {@code @role x} names the role it needs, {@code @idempotent} says
 * that it honours the request's idempotency key itself.
 *
 * @param description the text without the tags; empty when there is none
 * @param requirement what {@code @role} demands; empty without the tag
 */
public record FunctionComment(String description, Optional<Requirement> requirement, boolean idempotent) {

    private static final Pattern ROLE = Pattern.compile("@role\\s+(\\w+)");
    private static final Pattern TAG = Pattern.compile("@role\\s+\\w+|@idempotent\\b");
    private static final String PLATFORM = "platform_administrator";

    /** Reads the COMMENT of a function, null when it has none. A role that does not exist lets nobody in. */
    public static FunctionComment of(@Nullable String comment) {
        String text = comment == null ? "" : comment;
        Matcher role = ROLE.matcher(text);
        Optional<Requirement> requirement = role.find() ? Optional.of(requirement(role.group(1))) : Optional.empty();
        String description = TAG.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
        return new FunctionComment(description, requirement, text.contains("@idempotent"));
    }

    private static Requirement requirement(String code) {
        if (code.equals(PLATFORM)) {
            return Requirement.PLATFORM_ADMINISTRATOR;
        }
        return Role.of(code).map(Requirement::of).orElse(Requirement.NOBODY);
    }
}
