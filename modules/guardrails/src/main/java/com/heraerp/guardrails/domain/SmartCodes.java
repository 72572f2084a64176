package com.heraerp.guardrails.domain;

import com.heraerp.kernel.SmartCode;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import java.util.List;
import java.util.function.Supplier;

/** The finding {@code SMART_CODE_INVALID_FORMAT.V1}, the same for entities, fields and relationships. */
final class SmartCodes {

    private static final String INVALID = "SMART_CODE_INVALID_FORMAT.V1";
    private static final JsonObject HELP = JsonObject.builder()
            .put("expected_pattern", "HERA.{INDUSTRY}.{MODULE}.{TYPE}.{SUBTYPE}.V1")
            .put("examples", JsonArray.ofTexts(
                    List.of("HERA.SALON.INV.PRODUCT.SHAMPOO.V1", "HERA.FIN.GL.TXN.JOURNAL.V1")))
            .build();

    private SmartCodes() {}

    /** Reports the smart code of {@code holder} when it is text and malformed; {@code path} is asked for only then. */
    static void check(JsonObject holder, Supplier<String> path, Findings findings) {
        if (holder.get("smart_code") instanceof JsonString(String code) && !code.isBlank()) {
            check(code, path, findings);
        }
    }

    static void check(String code, Supplier<String> path, Findings findings) {
        SmartCode.problem(code).ifPresent(problem -> findings.error(
                INVALID,
                "Smart code '" + Shown.text(code) + "' does not match required pattern",
                HELP.toBuilder()
                        .put("problem", Shown.text(problem))
                        .put("field", path.get())
                        .build()));
    }
}
