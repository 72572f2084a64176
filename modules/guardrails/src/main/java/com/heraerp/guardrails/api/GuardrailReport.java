package com.heraerp.guardrails.api;

import com.heraerp.guardrails.domain.ShapeProblem;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.json.JsonObject;
import java.util.List;

/**
 * Everything the guardrails found about one payload.
 *
 * @param subject what was looked at, {@code Entity} or {@code Transaction}
 * @param violations what refuses it, in the order of the rules
 * @param warnings what is said beside success or refusal
 */
public record GuardrailReport(String subject, List<Violation> violations, List<Violation> warnings) {

    private static final String RULER = "=".repeat(50);

    public GuardrailReport {
        violations = List.copyOf(violations);
        warnings = List.copyOf(warnings);
    }

    public boolean isViolated() {
        return !violations.isEmpty();
    }

    /**
     * Lets a payload without violation pass.
     *
     * @throws Refused 400 {@code guardrail_violation} with the whole report; {@code invalid_request} naming the first
     *     field when the payload breaks no guardrail but is not of the right shape
     */
    public void refuseIfViolated() {
        if (!violations.isEmpty()) {
            throw refusal();
        }
    }

    /** What {@link #refuseIfViolated} throws. */
    Refused refusal() {
        boolean shapeOnly = violations.stream().allMatch(violation -> ShapeProblem.isCodeOfOne(violation.code()));
        Refused refused = shapeOnly
                ? Refused.because(Refusal.INVALID_REQUEST, violations.getFirst().message())
                        .withContext(fieldOf(violations.getFirst()))
                : Refused.because(Refusal.GUARDRAIL_VIOLATION, subject + " validation failed");
        return refused.withViolations(violations, warnings);
    }

    private static JsonObject fieldOf(Violation violation) {
        String field = violation.context().text("field");
        return field == null ? JsonObject.EMPTY : JsonObject.builder().put("field", field).build();
    }

    /** The report for people, as the guide prints it; made for the debug log. */
    public String humanReadable() {
        StringBuilder text = new StringBuilder("🛡️ HERA API v2.1 Guardrails Report\n").append(RULER).append('\n');
        if (violations.isEmpty() && warnings.isEmpty()) {
            return text.append("✅ All guardrails passed\n").toString();
        }
        section(text, "❌ ", " ERRORS:", violations);
        if (!violations.isEmpty() && !warnings.isEmpty()) {
            text.append('\n');
        }
        section(text, "⚠️  ", " WARNINGS:", warnings);
        return text.toString();
    }

    private static void section(StringBuilder text, String sign, String title, List<Violation> findings) {
        if (findings.isEmpty()) {
            return;
        }
        text.append(sign).append(findings.size()).append(title).append('\n');
        int number = 1;
        for (Violation finding : findings) {
            text.append("  ").append(number++).append(". [").append(finding.code()).append("] ");
            text.append(finding.message()).append('\n');
        }
    }
}
