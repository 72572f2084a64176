package com.heraerp.guardrails.domain;

import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The shape of a transaction's lines. */
final class LineShape {

    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final BigDecimal HIGHEST_NUMBER = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final List<String> AMOUNTS = List.of("quantity", "unit_amount", "discount_amount", "tax_amount");
    private static final List<String> SIDES = List.of("debit_amount", "credit_amount");
    private static final List<String> OBJECTS = List.of("line_data", "metadata");

    private LineShape() {}

    static void partIsReadable(TransactionSubject subject, Findings findings) {
        for (Problem problem : subject.lines().problems()) {
            findings.shape(problem.kind(), problem.path(), problem.message());
        }
    }

    static void membersAreKnown(TransactionSubject subject, Findings findings) {
        if (subject.payload().dialect().ignoresExtras()) {
            return;
        }
        for (GivenLine line : subject.lines().lines()) {
            for (String name : line.body().names()) {
                if (!TransactionMembers.LINE.contains(name)) {
                    Shapes.unknown(line.path(name), findings);
                }
            }
        }
    }

    static void membersAreOfTheirTypes(TransactionSubject subject, Findings findings) {
        for (GivenLine line : subject.lines().lines()) {
            JsonObject body = line.body();
            Shapes.type(body, "line_type", BodyShape.LONGEST_NAME, path(line, "line_type"), findings);
            Shapes.text(body, "description", LONGEST_DESCRIPTION, path(line, "description"), findings);
            Shapes.text(body, "smart_code", path(line, "smart_code"), findings);
            Shapes.uuid(body, "entity_id", path(line, "entity_id"), findings);
            Shapes.currency(body, "currency_code", path(line, "currency_code"), findings);
            for (String name : OBJECTS) {
                Shapes.object(body, name, path(line, name), findings);
            }
        }
    }

    /** In a GL transaction the two sides have a code of their own. */
    static void amountsAreNumbers(TransactionSubject subject, Findings findings) {
        boolean gl = subject.payload().isGl();
        for (GivenLine line : subject.lines().lines()) {
            for (String name : AMOUNTS) {
                Shapes.number(line.body(), name, path(line, name), findings);
            }
            if (!gl) {
                for (String name : SIDES) {
                    Shapes.number(line.body(), name, path(line, name), findings);
                }
            }
        }
    }

    static void numbersAreWholeAndEachItsOwn(TransactionSubject subject, Findings findings) {
        Set<BigDecimal> taken = new HashSet<>();
        for (GivenLine line : subject.lines().lines()) {
            Shapes.whole(line.body(), "line_number", 1, path(line, "line_number"), findings);
            if (line.body().get("line_number") instanceof JsonNumber(BigDecimal number)) {
                String path = line.path("line_number");
                if (number.compareTo(HIGHEST_NUMBER) > 0) {
                    findings.shape(ShapeProblem.VALUE, path, path + " must be at most " + HIGHEST_NUMBER);
                } else if (number.scale() <= 0 && !taken.add(number)) {
                    findings.shape(ShapeProblem.VALUE, path, path + " is the number of another line");
                }
            }
        }
    }

    private static Supplier<String> path(GivenLine line, String member) {
        return () -> line.path(member);
    }
}
