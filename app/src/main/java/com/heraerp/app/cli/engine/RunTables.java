package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** Runs as people read them. */
final class RunTables {

    private RunTables() {}

    /** One run: how it went, each node, and what came out. */
    static void run(JsonNode run, PrintWriter out) {
        if (run.has("run_id")) {
            out.println("run " + run.path("run_id").asText());
        }
        out.println(run.path("smart_code").asText() + ' ' + run.path("event").asText() + ": "
                + run.path("status").asText());
        JsonNode error = run.path("error");
        if (error.isObject()) {
            out.println("  " + told(error));
        }
        out.println();
        Table nodes = new Table("NODE", "STATUS", "ATTEMPTS", "UNDONE", "RUNS", "OUTPUT");
        run.path("nodes").forEach(node -> nodes.row(node.path("id").asText(), node.path("status").asText(),
                node.path("attempts").asText(""), node.path("compensation").path("status").asText(""),
                node.path("run").asText(), node.path("error").isObject()
                        ? told(node.path("error"))
                        : node.path("output").isObject() ? node.path("output").toString() : ""));
        nodes.print(out);
        if (run.path("output").isObject()) {
            out.println();
            out.println(run.path("output").toPrettyString());
        }
    }

    static String told(JsonNode error) {
        String node = error.path("node").asText("");
        return error.path("code").asText() + (node.isEmpty() ? "" : " at " + node) + ": "
                + error.path("message").asText();
    }

    static boolean isOver(JsonNode run) {
        return switch (run.path("status").asText()) {
            case "COMPLETED", "FAILED", "COMPENSATED", "CANCELLED", "TERMINATED", "SUSPENDED" -> true;
            default -> false;
        };
    }

    /** Whether it has not come to what it is for, and will not by itself. */
    static boolean isLost(JsonNode run) {
        return isOver(run) && !run.path("status").asText().equals("COMPLETED");
    }
}
