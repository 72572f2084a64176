package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.heraerp.orchestration.domain.spec.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** What is wrong with files, told to people and to programs. */
record Findings(Map<String, List<Problem>> byFile) {

    long errors() {
        return byFile.values().stream().flatMap(List::stream).filter(Problem::isError).count();
    }

    long warnings() {
        return byFile.values().stream().flatMap(List::stream).filter(problem -> !problem.isError()).count();
    }

    /** As compilers say it, so that editors find the place. */
    void print(PrintWriter out) {
        byFile.forEach((file, problems) -> problems.forEach(problem -> out.println(file + ':' + problem.line() + ": "
                + (problem.isError() ? "error: " : "warning: ") + problem.code() + " at "
                + (problem.path().isEmpty() ? "/" : problem.path()) + ": " + problem.message())));
    }

    String summary() {
        return byFile.size() + (byFile.size() == 1 ? " specification, " : " specifications, ")
                + errors() + (errors() == 1 ? " error, " : " errors, ")
                + warnings() + (warnings() == 1 ? " warning" : " warnings");
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("valid", errors() == 0);
        ArrayNode files = json.putArray("files");
        byFile.forEach((file, problems) -> {
            ArrayNode told = files.addObject().put("file", file).putArray("problems");
            problems.forEach(problem -> told.addObject().put("line", problem.line()).put("path", problem.path())
                    .put("severity", problem.severity().name()).put("code", problem.code())
                    .put("message", problem.message()));
        });
        return json;
    }
}
