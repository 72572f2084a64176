package com.heraerp.orchestration.domain.spec;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One line of {@code edges}: names in the order in which they follow each other. {@code A → B}, {@code A -> B}.
 *
 * @param pointer where it stands
 */
public record EdgeSpec(List<String> names, String pointer) {

    private static final Pattern ARROW = Pattern.compile("\\s*(?:→|->)\\s*");

    public EdgeSpec {
        names = List.copyOf(names);
    }

    static EdgeSpec of(String text, String pointer) {
        return new EdgeSpec(Arrays.asList(ARROW.split(text.strip(), -1)), pointer);
    }
}
