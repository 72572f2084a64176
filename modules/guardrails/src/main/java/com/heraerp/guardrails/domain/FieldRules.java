package com.heraerp.guardrails.domain;

import com.heraerp.guardrails.api.Action;
import com.heraerp.kernel.json.JsonObject;

/** The guide's guardrail 10, dynamic fields, and their shape. */
final class FieldRules {

    private static final int LONGEST_NAME = 255;

    static final String SMART_CODE_REQUIRED = "DYNAMIC-FIELD-SMARTCODE-REQUIRED";

    private FieldRules() {}

    /** A field that an update leaves without one keeps its own; whether it has one, only the store knows. */
    static void smartCodeIsGiven(Subject subject, Findings findings) {
        boolean mayHaveOne = subject.payload().action() == Action.UPDATE;
        for (GivenField field : subject.dynamic().fields()) {
            boolean kept = mayHaveOne && !field.body().has("smart_code");
            if (field.isObject() && !kept && Subject.isMissing(field.body(), "smart_code")) {
                smartCodeIsMissing(field, findings);
            }
        }
    }

    static void smartCodeIsMissing(GivenField field, Findings findings) {
        findings.error(
                SMART_CODE_REQUIRED,
                "smart_code is required for dynamic field '" + Shown.text(field.name()) + "'",
                context(field, "smart_code"));
    }

    static void smartCodeHasFormat(Subject subject, Findings findings) {
        for (GivenField field : subject.dynamic().fields()) {
            SmartCodes.check(field.body(), () -> field.path("smart_code"), findings);
        }
    }

    /** A warning: the field is stored, empty (contract, "Fields on write"). */
    static void valueIsGiven(Subject subject, Findings findings) {
        for (GivenField field : subject.dynamic().fields()) {
            if (field.reading() instanceof FieldReading.Empty) {
                findings.warning(
                        "DYNAMIC-FIELD-VALUE-REQUIRED",
                        "Dynamic field '" + Shown.text(field.name()) + "' has no value and is stored empty",
                        context(field, ""));
            }
        }
    }

    static void partIsReadable(Subject subject, Findings findings) {
        for (Problem problem : subject.dynamic().problems()) {
            findings.shape(problem.kind(), problem.path(), problem.message());
        }
    }

    static void nameIsUsable(Subject subject, Findings findings) {
        for (GivenField field : subject.dynamic().fields()) {
            if (field.name().isBlank()) {
                findings.shape(ShapeProblem.VALUE, field.root(), field.root() + " has a field without a name");
            } else if (Lengths.exceeds(field.name(), LONGEST_NAME)) {
                findings.shape(ShapeProblem.LENGTH, field.path(), Lengths.tooLong("A field's name", LONGEST_NAME));
            }
        }
    }

    static void membersAreKnown(Subject subject, Findings findings) {
        if (subject.payload().dialect().ignoresExtras()) {
            return;
        }
        for (GivenField field : subject.dynamic().fields()) {
            for (String name : field.body().names()) {
                if (!KnownMembers.FIELD.contains(name)) {
                    Shapes.unknown(field.path(name), findings);
                }
            }
        }
    }

    static void smartCodeIsText(Subject subject, Findings findings) {
        for (GivenField field : subject.dynamic().fields()) {
            Shapes.text(field.body(), "smart_code", () -> field.path("smart_code"), findings);
        }
    }

    static void valueIsOfItsType(Subject subject, Findings findings) {
        for (GivenField field : subject.dynamic().fields()) {
            if (field.reading() instanceof FieldReading.Unreadable(var problem, var member, var fault)) {
                String path = field.path(member);
                findings.shape(problem, path, path + " " + fault);
            }
        }
    }

    private static JsonObject context(GivenField field, String member) {
        return JsonObject.builder()
                .put("field", field.path(member))
                .put("field_name", Shown.text(field.name()))
                .build();
    }
}
