package com.heraerp.orchestration.adapter.out.cel;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact numbers for CEL, which by itself knows integers of 64 bits and floating point. A number of a payload is an integer
 * when it is whole (25.00 too) and a decimal otherwise; a literal with a point is a decimal. Comparing, adding, subtracting
 * and multiplying mix both freely and are exact. There is no floating point to mix them with, and no division: it would
 * have to round, and a condition only asks.
 */
final class DecimalLibrary {

    private static final CelType DECIMAL = OpaqueType.create("decimal");
    private static final String FROM_TEXT = "decimal";

    private final List<CelFunctionDecl> declarations = new ArrayList<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();

    DecimalLibrary() {
        for (Operation operation : Operation.values()) {
            add(operation);
        }
        declarations.add(CelFunctionDecl.newFunctionDeclaration("-_",
                CelOverloadDecl.newGlobalOverload("negate_decimal", SimpleType.DYN, DECIMAL)));
        bindings.add(CelFunctionBinding.from("negate_decimal", Decimal.class,
                decimal -> Decimal.of(decimal.value().negate())));
        declarations.add(CelFunctionDecl.newFunctionDeclaration(FROM_TEXT,
                CelOverloadDecl.newGlobalOverload("decimal_of_text", SimpleType.DYN, SimpleType.STRING)));
        bindings.add(CelFunctionBinding.from("decimal_of_text", String.class,
                text -> Decimal.of(new BigDecimal(text))));
    }

    /** How the literal {@code text} is written so that it never becomes floating point. */
    static String literal(String text) {
        Object number = Decimal.of(new BigDecimal(text));
        return number instanceof Long whole ? whole.toString() : FROM_TEXT + "('" + text + "')";
    }

    List<CelFunctionDecl> declarations() {
        return declarations;
    }

    List<CelFunctionBinding> bindings() {
        return bindings;
    }

    /** What mixes whole numbers and decimals; the results of arithmetic take the form that fits them. */
    private enum Operation {
        LESS("_<_", SimpleType.BOOL), LESS_OR_EQUAL("_<=_", SimpleType.BOOL), GREATER("_>_",
                SimpleType.BOOL), GREATER_OR_EQUAL("_>=_", SimpleType.BOOL), ADD("_+_",
                        SimpleType.DYN), SUBTRACT("_-_", SimpleType.DYN), MULTIPLY("_*_", SimpleType.DYN);

        private final String operator;
        private final CelType result;

        Operation(String operator, CelType result) {
            this.operator = operator;
            this.result = result;
        }

        Object on(BigDecimal left, BigDecimal right) {
            return switch (this) {
                case LESS -> left.compareTo(right) < 0;
                case LESS_OR_EQUAL -> left.compareTo(right) <= 0;
                case GREATER -> left.compareTo(right) > 0;
                case GREATER_OR_EQUAL -> left.compareTo(right) >= 0;
                case ADD -> Decimal.of(left.add(right));
                case SUBTRACT -> Decimal.of(left.subtract(right));
                case MULTIPLY -> Decimal.of(left.multiply(right));
            };
        }
    }

    private void add(Operation operation) {
        String id = "decimal_" + operation.name();
        CelType result = operation.result;
        declarations.add(CelFunctionDecl.newFunctionDeclaration(operation.operator,
                CelOverloadDecl.newGlobalOverload(id + "_both", result, DECIMAL, DECIMAL),
                CelOverloadDecl.newGlobalOverload(id + "_left", result, DECIMAL, SimpleType.INT),
                CelOverloadDecl.newGlobalOverload(id + "_right", result, SimpleType.INT, DECIMAL)));
        bindings.add(CelFunctionBinding.from(id + "_both", Decimal.class, Decimal.class,
                (left, right) -> operation.on(left.value(), right.value())));
        bindings.add(CelFunctionBinding.from(id + "_left", Decimal.class, Long.class,
                (left, right) -> operation.on(left.value(), BigDecimal.valueOf(right))));
        bindings.add(CelFunctionBinding.from(id + "_right", Long.class, Decimal.class,
                (left, right) -> operation.on(BigDecimal.valueOf(left), right.value())));
    }
}
