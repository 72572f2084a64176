package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.heraerp.app.cli.CommandLineInterface;
import com.heraerp.client.HeraClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hera orchestrations simulate}. */
@Command(name = "simulate", description = {
    "Shows what a run would do, step by step, with mocked procedures: nothing is changed. Exit code 1 when it would fail."}, mixinStandardHelpOptions = true)
final class SimulateCommand extends ServerCommand {

    @Mixin
    private final RunOptions asked = new RunOptions();

    @Option(names = "--mocks", paramLabel = "<json>", description = "By node, the outcomes of its attempts: {\"PAY\": [{\"error\": {\"code\": \"DECLINED\"}}, {\"output\": {}}]}; or @file.")
    private @Nullable String mocks;

    @Option(names = "--signals", paramLabel = "<json>", description = "By name, the payload of signals that are there from the beginning; or @file.")
    private @Nullable String signals;

    @Option(names = "--options", paramLabel = "<json>", description = "Further members of the request, as the API names them; or @file.")
    private @Nullable String options;

    SimulateCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(HeraClient hera) {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        asked.object(options, "--options").properties().forEach(each -> more.set(each.getKey(), each.getValue()));
        if (mocks != null) {
            more.set("mocks", asked.object(mocks, "--mocks"));
        }
        if (signals != null) {
            more.set("signals", asked.object(signals, "--signals"));
        }
        JsonNode run = hera.runs().simulate(asked.code(), asked.event(), asked.payload(), more);
        if (isJson()) {
            print(run);
        } else {
            RunTables.run(run, out());
            history(run);
        }
        return RunTables.isLost(run) ? CommandLineInterface.FAILED : DONE;
    }

    private void history(JsonNode run) {
        Table history = new Table("WHAT", "NODE", "PHASE", "STATUS", "ATTEMPT", "DETAIL");
        run.path("history").forEach(change -> history.row(change.path("kind").asText(), change.path("node").asText(""),
                change.path("phase").asText(""), change.path("status").asText(""), change.path("attempt").asText(""),
                change.path("error").isObject()
                        ? RunTables.told(change.path("error"))
                        : change.path("name").asText("")));
        if (!history.isEmpty()) {
            out().println();
            history.print(out());
        }
    }
}
