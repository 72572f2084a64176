package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an object consists of: of what must be there, and of what may. */
public record Members(List<Parameter> required, List<Parameter> optional) {

    public Members {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    public Stream<Parameter> all() {
        return Stream.concat(required.stream(), optional.stream());
    }

    /**
     * Tells everything that is wrong with an object.
     *
     * @param prefix of the paths of its members, with the dot; empty at the top
     */
    public void check(JsonObject values, String prefix, Form.Listener listener) {
        required.stream()
                .filter(member -> isAbsent(values.get(member.name())))
                .forEach(member -> listener.wrong(
                        prefix.isEmpty() ? null : member.form().error(), prefix + member.name(), "is missing"));
        all().forEach(member -> {
            JsonValue value = values.get(member.name());
            if (value != null && value != JsonNull.NULL) {
                member.check(value, prefix + member.name(), listener);
            }
        });
    }

    private static boolean isAbsent(@Nullable JsonValue value) {
        return value == null || value == JsonNull.NULL;
    }
}
