package com.heraerp.orchestration.application;

import com.heraerp.orchestration.application.port.Expressions;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.application.port.SpecParser;
import com.heraerp.orchestration.application.port.SpecSchemas;
import com.heraerp.orchestration.domain.check.ExpressionCheck;
import com.heraerp.orchestration.domain.check.ProcedureRules;
import com.heraerp.orchestration.domain.plan.CanonicalJson;
import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.ProcedureReading;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says everything that is wrong with a procedure. */
@Singleton
public final class ValidateProcedure {

    private final SpecParser parser;
    private final SpecSchemas schemas;
    private final Expressions expressions;

    ValidateProcedure(SpecParser parser, SpecSchemas schemas, Expressions expressions) {
        this.parser = parser;
        this.schemas = schemas;
        this.expressions = expressions;
    }

    /** Examines {@code text}, YAML or JSON; changes nothing. */
    public ProcedureReport handle(String text) {
        return switch (parser.read(text)) {
            case SpecParser.Unreadable(List<Problem> problems) -> new ProcedureReport(problems, null);
            case SpecParser.Read(Document document) -> examine(document);
        };
    }

    private ProcedureReport examine(Document document) {
        ProcedureSpec spec = ProcedureReading.read(document.content());
        List<Problem> problems = new ArrayList<>(schemas.check(SpecKind.PROCEDURE, document));
        problems.addAll(ProcedureRules.check(document, spec, compiled(spec)));
        problems.sort(Comparator.comparingInt(Problem::line));
        return new ProcedureReport(List.copyOf(problems), problems.stream().anyMatch(Problem::isError)
                ? null
                : new ProcedureReport.Sound(document.content(), spec, CanonicalJson.sha(document.content())));
    }

    private Map<String, ExpressionCheck> compiled(ProcedureSpec spec) {
        Map<String, ExpressionCheck> compiled = new HashMap<>();
        Stream.concat(spec.preconditions().stream(), spec.guarantees().stream()).forEach(assertion -> {
            if (assertion.expression() != null) {
                compiled.put(assertion.expression(), expressions.compile(assertion.expression()).check());
            }
        });
        return compiled;
    }
}
