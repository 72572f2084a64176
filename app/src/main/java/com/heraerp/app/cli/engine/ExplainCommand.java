package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.heraerp.client.HeraClient;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hera orchestrations explain}. */
@Command(name = "explain", description = "Says in one sentence why a run is where it is.", mixinStandardHelpOptions = true)
final class ExplainCommand extends ServerCommand {

    @Parameters(paramLabel = "<run id>", description = "As `runs` lists it.")
    private UUID run = new UUID(0, 0);

    ExplainCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(HeraClient hera) {
        String sentence = hera.runs().explain(run);
        if (isJson()) {
            print(JsonNodeFactory.instance.objectNode().put("run_id", run.toString()).put("explanation", sentence));
        } else {
            out().println(sentence);
        }
        return DONE;
    }
}
