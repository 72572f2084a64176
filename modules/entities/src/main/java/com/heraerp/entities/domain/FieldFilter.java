package com.heraerp.entities.domain;

import com.heraerp.kernel.Refused;
import java.util.List;
import java.util.Set;

/**
 * What a listing is narrowed by in one dynamic field. What the operands mean depends on the values that the organization
 * holds of the field, so the database reads them.
 *
 * @param parameter the query parameter's name, {@code dynamic.} and the field's name
 * @param terms one or more of operator, dot and operand, such as {@code gte.10}; all must hold
 */
public record FieldFilter(String parameter, List<String> terms) {

    /** What the name of such a parameter begins with. */
    public static final String PREFIX = "dynamic.";

    /** How many terms a query takes, over all fields. */
    public static final int MOST_TERMS = 10;

    private static final int LONGEST_NAME = 255;
    private static final Set<String> OPERATORS = Set.of(
            "eq", "neq", "gt", "gte", "lt", "lte", "in", "like", "ilike", "is");

    /**
     * @throws Refused 400 naming the parameter for a field without a name, one that is too long, and for a term that does not
     *     begin with an operator
     */
    public FieldFilter {
        terms = List.copyOf(terms);
        int name = parameter.length() - PREFIX.length();
        if (name < 1 || name > LONGEST_NAME) {
            throw Refused.field(parameter, parameter + " must name a field of 1 to " + LONGEST_NAME + " characters");
        }
        for (String term : terms) {
            int dot = term.indexOf('.');
            if (dot < 0 || !OPERATORS.contains(term.substring(0, dot))) {
                throw Refused.field(parameter, parameter
                        + " must be an operator, a dot and a value, such as gte.10; the operators are eq, neq, gt, gte, lt,"
                        + " lte, in, like, ilike and is");
            }
        }
    }
}
