package com.heraerp.orchestration.application;

import com.heraerp.kernel.Severity;
import com.heraerp.orchestration.application.port.Expressions;
import com.heraerp.orchestration.application.port.SpecCatalog;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.application.port.SpecParser;
import com.heraerp.orchestration.application.port.SpecSchemas;
import com.heraerp.orchestration.domain.check.ExpressionCheck;
import com.heraerp.orchestration.domain.check.OrchestrationRules;
import com.heraerp.orchestration.domain.check.Subject;
import com.heraerp.orchestration.domain.plan.CanonicalJson;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.plan.PlanCompiler;
import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.NodeSpec;
import com.heraerp.orchestration.domain.spec.OrchestrationReading;
import com.heraerp.orchestration.domain.spec.OrchestrationSpec;
import com.heraerp.orchestration.domain.spec.Problem;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says everything that is wrong with an orchestration, and compiles it when nothing is. */
@Singleton
public final class ValidateOrchestration {

    private final SpecParser parser;
    private final SpecSchemas schemas;
    private final Expressions expressions;

    ValidateOrchestration(SpecParser parser, SpecSchemas schemas, Expressions expressions) {
        this.parser = parser;
        this.schemas = schemas;
        this.expressions = expressions;
    }

    /**
     * Examines {@code text}, YAML or JSON; changes nothing.
     *
     * @param catalog what is registered, as the organization sees it
     * @param strict whether warnings are errors
     */
    public OrchestrationReport handle(String text, SpecCatalog catalog, boolean strict) {
        return switch (parser.read(text)) {
            case SpecParser.Unreadable(List<Problem> problems) -> new OrchestrationReport(problems, null);
            case SpecParser.Read(Document document) -> examine(document, catalog, strict);
        };
    }

    private OrchestrationReport examine(Document document, SpecCatalog catalog, boolean strict) {
        OrchestrationSpec spec = OrchestrationReading.read(document.content());
        Map<String, KnownProcedure> procedures = procedures(spec, catalog);
        List<Problem> problems = new ArrayList<>(schemas.check(SpecKind.ORCHESTRATION, document));
        problems.addAll(OrchestrationRules.check(
                new Subject(document, spec, procedures, conditions(spec), catalog.routes())));
        problems.addAll(NestedCircles.of(document, spec, catalog));
        if (strict) {
            problems.replaceAll(problem -> new Problem(
                    Severity.ERROR, problem.code(), problem.path(), problem.line(), problem.message()));
        }
        problems.sort(Comparator.comparingInt(Problem::line));
        return new OrchestrationReport(List.copyOf(problems), problems.stream().anyMatch(Problem::isError)
                ? null
                : sound(document, spec, procedures));
    }

    private static OrchestrationReport.Sound sound(Document document, OrchestrationSpec spec,
            Map<String, KnownProcedure> procedures) {
        String sha = CanonicalJson.sha(document.content());
        Plan plan = PlanCompiler.compile(spec, sha, procedures);
        return new OrchestrationReport.Sound(document.content(), spec, sha, plan);
    }

    private static Map<String, KnownProcedure> procedures(OrchestrationSpec spec, SpecCatalog catalog) {
        Map<String, KnownProcedure> known = new HashMap<>();
        for (NodeSpec node : spec.nodes()) {
            add(node.run(), catalog, known);
            add(node.compensation(), catalog, known);
        }
        List.copyOf(known.values()).forEach(procedure -> add(procedure.spec().verifiedBy(), catalog, known));
        return known;
    }

    private static void add(@Nullable String code, SpecCatalog catalog, Map<String, KnownProcedure> known) {
        if (code != null) {
            catalog.procedure(code).ifPresent(procedure -> known.put(Codes.folded(code), procedure));
        }
    }

    private Map<String, ExpressionCheck> conditions(OrchestrationSpec spec) {
        Map<String, ExpressionCheck> compiled = new HashMap<>();
        spec.nodes().forEach(node -> {
            if (node.when() != null) {
                compiled.computeIfAbsent(node.when(), text -> expressions.compile(text).check());
            }
        });
        return compiled;
    }
}
