package com.heraerp.orchestration.application.port;

import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.Problem;
import java.util.List;

/** Reads text into a document. */
public interface SpecParser {

    /** What came of reading a text. */
    sealed interface Reading {}

    /** It is one mapping in YAML 1.2 or JSON. */
    record Read(Document document) implements Reading {}

    /** It is none; each problem has its line. */
    record Unreadable(List<Problem> problems) implements Reading {}

    Reading read(String text);
}
