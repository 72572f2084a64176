/**
 * What the engine follows: the compiled plan, which pins every procedure by version and checksum.
 *
 * <p>{@code PlanCompiler} makes it from a specification without errors, {@code PlanJson} writes and reads it. Its canonical
 * JSON is a lock file: a run keeps the plan it was started with, whatever is registered later.
 */
@NullMarked
package com.heraerp.orchestration.domain.plan;

import org.jspecify.annotations.NullMarked;
