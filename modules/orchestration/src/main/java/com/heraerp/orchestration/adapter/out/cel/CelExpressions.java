package com.heraerp.orchestration.adapter.out.cel;

import com.heraerp.orchestration.application.port.Expressions;
import com.heraerp.orchestration.domain.check.ExpressionCheck.Unsound;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/**
 * Conditions in Google's Common Expression Language. It has no loops without end, reads nothing but what it is given, and
 * knows neither time nor chance: asked twice, it answers the same.
 */
@Singleton
final class CelExpressions implements Expressions {

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(20_000)
            .maxParseRecursionDepth(60)
            .comprehensionMaxIterations(10_000)
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private static final CelStandardDeclarations WITHOUT_FLOATS = CelStandardDeclarations.newBuilder()
            .excludeFunctions(StandardFunction.DIVIDE, StandardFunction.MODULO, StandardFunction.DOUBLE)
            .build();

    private final CelCompiler compiler;
    private final CelRuntime runtime;

    CelExpressions() {
        DecimalLibrary decimals = new DecimalLibrary();
        compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(WITHOUT_FLOATS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar(Translation.ROOT, SimpleType.DYN)
                .addFunctionDeclarations(decimals.declarations())
                .build();
        runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .addFunctionBindings(decimals.bindings())
                .build();
    }

    @Override
    public Compiled compile(String expression) {
        CelValidationResult result = compiler.compile(Translation.toCel(expression));
        if (result.hasError()) {
            return unusable(result.getErrors().stream()
                    .map(CelIssue::getMessage)
                    .map(message -> message.replace(Translation.ROOT, "$"))
                    .distinct()
                    .collect(Collectors.joining("; ", "the condition is malformed: ", "")));
        }
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            if (!tree.getResultType().equals(SimpleType.BOOL)) {
                return unusable("the condition must answer true or false, and its type is "
                        + tree.getResultType().name() + "; write \"… == true\" when that is meant");
            }
            ReadPaths paths = ReadPaths.of(tree);
            return paths.isComputed()
                    ? unusable("the condition must name each node outright, as in $.nodes.RESERVE.output.id")
                    : new Usable(paths.sound(), new CelCondition(runtime.createProgram(tree)));
        } catch (CelValidationException | CelEvaluationException unusable) {
            return unusable("the condition cannot be compiled: " + unusable.getMessage());
        }
    }

    private static Compiled unusable(String message) {
        return new Unusable(new Unsound(message));
    }
}
