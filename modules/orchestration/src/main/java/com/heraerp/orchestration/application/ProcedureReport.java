package com.heraerp.orchestration.application;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an examination of a procedure told.
 *
 * @param problems everything that was found, by line
 * @param sound what can be registered; null when a problem is an error
 */
public record ProcedureReport(List<Problem> problems, @Nullable Sound sound) {

    /**
     * A procedure without errors.
     *
     * @param content as written, as JSON
     * @param sha checksum of its canonical JSON
     */
    public record Sound(JsonObject content, ProcedureSpec spec, String sha) {}
}
