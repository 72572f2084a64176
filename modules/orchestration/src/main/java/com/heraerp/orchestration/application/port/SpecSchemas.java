package com.heraerp.orchestration.application.port;

import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.Problem;
import java.util.List;

/** Tells whether a document has the form of its kind. */
public interface SpecSchemas {

    /** Everything that has not its form, in the order of the lines. */
    List<Problem> check(SpecKind kind, Document document);
}
