/**
 * What is wrong with a specification beyond its form: small rules, each a function from subject to problems.
 *
 * <p>{@code ProcedureRules} and {@code OrchestrationRules} list them; all run, so that a report is whole. Everything that
 * comes from outside (registered procedures, compiled expressions, taken routes) is in the subject.
 */
@NullMarked
package com.heraerp.orchestration.domain.check;

import org.jspecify.annotations.NullMarked;
