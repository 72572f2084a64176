package com.heraerp.orchestration.application;

import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.spec.Assertion;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Everything that is wrong with what a procedure is given: all at once, each with the input that it is about. */
record Wrongs(List<Violation> violations) {

    private static final Pattern INPUT = Pattern.compile("\\$\\.inputs\\.([A-Za-z][A-Za-z0-9_]*)");

    Wrongs {
        violations = List.copyOf(violations);
    }

    /** What is missing, and what is not of its type, down to the members of lines. */
    static Wrongs inputs(ProcedureSpec spec, JsonObject inputs) {
        List<Violation> found = new ArrayList<>();
        spec.inputs().check(inputs, "", (error, path, words) -> found.add(
                Violation.error(error == null ? RunError.INPUT_INVALID : error, "the input " + path + ' ' + words,
                        about(path))));
        return new Wrongs(found);
    }

    /** A precondition that does not hold; about an input when it speaks of one alone. */
    static Violation precondition(Assertion assertion, String words) {
        Set<String> inputs = new TreeSet<>();
        Matcher input = INPUT.matcher(String.valueOf(assertion.expression()));
        while (input.find()) {
            inputs.add(input.group(1));
        }
        return Violation.error(RunError.PRECONDITION_FAILED, words,
                inputs.size() == 1 ? about(inputs.iterator().next()) : JsonObject.EMPTY);
    }

    private static JsonObject about(String path) {
        return JsonObject.builder().put("field", path).build();
    }

    boolean isEmpty() {
        return violations.isEmpty();
    }

    /** The one under whose code all of it is told: malformed comes before refused. */
    Violation gravest() {
        return violations.stream().filter(found -> found.code().equals(RunError.INPUT_INVALID)).findFirst()
                .orElse(violations.getFirst());
    }

    /** All of it as one error of a node: the gravest one's code and field, everybody's words. */
    RunError error(String node) {
        Violation first = gravest();
        return new RunError(first.code(), words(), node, first.context().toBuilder()
                .put("violations", new JsonArray(violations.stream().<JsonValue>map(Violation::toJson).toList()))
                .build());
    }

    String words() {
        return violations.stream().map(Violation::message).collect(Collectors.joining("; "));
    }
}
