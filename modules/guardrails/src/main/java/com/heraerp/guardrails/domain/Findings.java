package com.heraerp.guardrails.domain;

import com.heraerp.kernel.Severity;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What the rules have found so far. It lists {@value #MOST} violations and as many warnings and counts the others: a
 * body of ten megabytes of mistakes must not be answered with a hundred.
 */
final class Findings {

    static final int MOST = 1_000;

    /** The code of the last entry, when some are only counted. */
    static final String OMITTED = "FINDINGS-OMITTED";

    private final List<Violation> violations = new ArrayList<>(0);
    private final List<Violation> warnings = new ArrayList<>(0);
    private long omittedViolations;
    private long omittedWarnings;

    void error(String code, String message, JsonObject context) {
        if (violations.size() < MOST) {
            violations.add(Violation.error(code, message, context));
        } else {
            omittedViolations++;
        }
    }

    void warning(String code, String message, JsonObject context) {
        if (warnings.size() < MOST) {
            warnings.add(Violation.warning(code, message, context));
        } else {
            omittedWarnings++;
        }
    }

    void shape(ShapeProblem problem, String path, String message) {
        error(problem.code(), message, field(path));
    }

    static JsonObject field(String path) {
        return JsonObject.builder().put("field", path).build();
    }

    List<Violation> violations() {
        return complete(violations, omittedViolations);
    }

    List<Violation> warnings() {
        return complete(warnings, omittedWarnings);
    }

    private static List<Violation> complete(List<Violation> listed, long omitted) {
        if (omitted > 0) {
            listed.add(new Violation(
                    OMITTED,
                    omitted + " more are not listed",
                    Severity.INFO,
                    JsonObject.builder().put("omitted", omitted).build()));
        }
        return listed;
    }
}
