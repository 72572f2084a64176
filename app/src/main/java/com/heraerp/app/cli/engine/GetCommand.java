package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.client.HeraClient;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hera procedures get}: one procedure or orchestration on a page. */
@Command(name = "get", description = "Shows one procedure or orchestration; with --json whole, its text and its versions.", mixinStandardHelpOptions = true)
final class GetCommand extends ServerCommand {

    @Parameters(paramLabel = "<smart code>", description = "In either spelling of its version.")
    private String code = "";

    GetCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(HeraClient hera) {
        SpecWord.Named found = SpecWord.find(hera, code);
        if (isJson()) {
            print(found.item());
        } else {
            show(found);
        }
        return DONE;
    }

    private void show(SpecWord.Named found) {
        JsonNode item = found.item();
        JsonNode spec = item.path("spec");
        PrintWriter out = out();
        out.println(item.path("smart_code").asText());
        out.println("  " + spec.path("intent").asText().strip().replaceAll("\\s+", " "));
        out.println();
        new Table("kind", found.word().name().toLowerCase(Locale.ROOT))
                .row("version", item.path("spec_version").asText())
                .row("registry", item.path("registry").asText())
                .row("permission", spec.path("permission").asText("staff"))
                .row("checksum", item.path("checksum").asText())
                .row("file", item.path("path").asText(""))
                .print(out);
        switch (found.word()) {
            case PROCEDURE -> procedure(spec);
            case ORCHESTRATION -> orchestration(spec);
        }
    }

    private void procedure(JsonNode spec) {
        Table inputs = new Table("INPUT", "TYPE", "", "WHAT");
        spec.path("inputs").path("required").forEach(input -> parameter(inputs, input, "required"));
        spec.path("inputs").path("optional").forEach(input -> parameter(inputs, input,
                input.has("default") ? "default " + input.path("default").asText() : ""));
        section(inputs);
        Table outputs = new Table("OUTPUT", "TYPE");
        spec.path("outputs").path("fields").forEach(
                field -> outputs.row(field.path("name").asText(), field.path("type").asText()));
        section(outputs);
        Table errors = new Table("ERROR", "STATUS", "WHEN");
        spec.path("errors").forEach(error -> errors.row(error.path("code").asText(),
                error.path("status").asText(""), error.path("when").asText()));
        section(errors);
    }

    private static void parameter(Table inputs, JsonNode input, String need) {
        inputs.row(input.path("name").asText(), input.path("type").asText(), need,
                input.path("source").asText(input.path("description").asText("")));
    }

    private void orchestration(JsonNode spec) {
        Table triggers = new Table("TRIGGER", "EVENT");
        spec.path("triggers").forEach(
                trigger -> triggers.row(trigger.path("on").asText(), trigger.path("emit").asText()));
        section(triggers);
        Table nodes = new Table("NODE", "RUNS", "WHEN", "UNDONE BY");
        spec.path("graph").path("nodes").forEach(node -> nodes.row(node.path("id").asText(),
                node.path("run").asText(), node.path("when").asText(""), undo(node.path("compensation"))));
        section(nodes);
        Table edges = new Table("PATHS");
        spec.path("edges").forEach(edge -> edges.row(edge.asText()));
        section(edges);
        Table groups = new Table("TRANSACTION", "NODES");
        spec.path("transaction_boundaries").forEach(group -> groups.row(group.path("name").asText(),
                StreamSupport.stream(group.path("applies_to").spliterator(), false).map(JsonNode::asText)
                        .collect(Collectors.joining(", "))));
        section(groups);
    }

    private static String undo(JsonNode compensation) {
        return compensation.isObject() ? compensation.path("run").asText() : compensation.asText("");
    }

    private void section(Table table) {
        if (!table.isEmpty()) {
            out().println();
            table.print(out());
        }
    }
}
