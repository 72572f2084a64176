package com.heraerp.orchestration.domain.check;

import com.heraerp.kernel.SmartCode;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.orchestration.domain.spec.Assertion;
import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.ErrorRule;
import com.heraerp.orchestration.domain.spec.InDoubtRule;
import com.heraerp.orchestration.domain.spec.Members;
import com.heraerp.orchestration.domain.spec.Parameter;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** All rules about procedures. */
public final class ProcedureRules {

    private ProcedureRules() {}

    /**
     * Everything that is wrong, in the order of the lines.
     *
     * @param expressions every expression in it, by its text
     */
    public static List<Problem> check(Document document, ProcedureSpec spec,
            Map<String, ExpressionCheck> expressions) {
        List<Problem> found = new ArrayList<>();
        SmartCode.problem(spec.smartCode()).ifPresent(problem -> found
                .add(document.error("SMART_CODE_INVALID", "/smart_code", "the smart code is malformed: " + problem)));
        parameters(document, spec, found);
        inputErrors(document, spec, spec.inputs(), found);
        errors(document, spec, found);
        for (Assertion assertion : spec.preconditions()) {
            expression(document, assertion, expressions, Set.of("inputs", "actor"), found);
        }
        for (Assertion assertion : spec.guarantees()) {
            expression(document, assertion, expressions, Set.of("inputs", "outputs", "actor"), found);
        }
        if (spec.onInDoubt() == InDoubtRule.RETRY && !spec.idempotent()) {
            found.add(document.error("IN_DOUBT_UNSAFE", "/on_in_doubt",
                    "a call in doubt is only repeated when the procedure is declared idempotent"));
        }
        return found.stream().distinct().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    private static void parameters(Document document, ProcedureSpec spec, List<Problem> found) {
        Set<String> names = new HashSet<>();
        Stream.concat(spec.required().stream(), spec.optional().stream())
                .filter(input -> !names.add(input.name()))
                .forEach(input -> found.add(document.error("INPUT_DUPLICATE", "/inputs",
                        "the input " + input.name() + " is declared twice")));
        for (int i = 0; i < spec.optional().size(); i++) {
            Parameter input = spec.optional().get(i);
            JsonValue fallback = input.fallback();
            if (fallback != null && fallback != JsonNull.NULL && !input.type().admits(fallback)) {
                found.add(document.error("INPUT_TYPE", "/inputs/optional/" + i + "/default",
                        "the default of " + input.name() + " is not of type " + input.type().code()));
            }
        }
        for (Parameter input : spec.required()) {
            JsonValue example = spec.example().get(input.name());
            if (!spec.example().isEmpty() && (example == null || !input.type().admits(example))) {
                found.add(document.error("EXAMPLE_INVALID", "/example_payload", "the example has no "
                        + input.name() + " of type " + input.type().code()));
            }
        }
    }

    /** A fault of an input counts as an error that is declared. */
    private static void inputErrors(Document document, ProcedureSpec spec, Members members, List<Problem> found) {
        members.all().forEach(input -> {
            String error = input.form().error();
            if (error != null && spec.error(error).isEmpty()) {
                found.add(document.error("INPUT_ERROR", "/inputs",
                        "the input " + input.name() + " names the error " + error + ", which is not declared"));
            }
            if (input.form().members() instanceof Members inner) {
                inputErrors(document, spec, inner, found);
            }
        });
    }

    private static void errors(Document document, ProcedureSpec spec, List<Problem> found) {
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < spec.errors().size(); i++) {
            ErrorRule error = spec.errors().get(i);
            if (!codes.add(error.code())) {
                found.add(document.error("ERROR_DUPLICATE", "/errors/" + i + "/code",
                        "the error " + error.code() + " is declared twice"));
            }
        }
    }

    private static void expression(Document document, Assertion assertion, Map<String, ExpressionCheck> expressions,
            Set<String> roots, List<Problem> found) {
        if (assertion.expression() == null
                || !(expressions.get(assertion.expression()) instanceof ExpressionCheck check)) {
            return;
        }
        switch (check) {
            case ExpressionCheck.Unsound(String message) ->
                found.add(document.error("EXPRESSION_INVALID", assertion.pointer(), message));
            case ExpressionCheck.Sound sound -> sound.roots().stream()
                    .filter(root -> !roots.contains(root))
                    .forEach(root -> found.add(document.error("EXPRESSION_INVALID", assertion.pointer(),
                            "$." + root + " is unknown here; there are "
                                    + String.join(", ", roots.stream().sorted().map(name -> "$." + name).toList()))));
        }
    }
}
