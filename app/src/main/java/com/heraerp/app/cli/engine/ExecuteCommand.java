package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.app.cli.CommandLineInterface;
import com.heraerp.client.HeraClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hera orchestrations execute}. */
@Command(name = "execute", description = {
    "Starts a run and follows it, node by node on standard error, until it ends or --wait is over. Exit code 1 when it failed,",
    "was undone, or is held; 0 when it is done or still going."}, mixinStandardHelpOptions = true)
final class ExecuteCommand extends ServerCommand {

    /** How long one request waits; in between, what has happened is told. */
    private static final Duration STRIDE = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(250);

    @Mixin
    private final RunOptions asked = new RunOptions();

    @Option(names = "--wait", paramLabel = "<seconds>", defaultValue = "30", description = "How long to follow it; ${DEFAULT-VALUE} without it.")
    private int wait;

    @Option(names = "--key", paramLabel = "<key>", description = "There is one run of this key only, however often it is started.")
    private @Nullable String key;

    ExecuteCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(HeraClient hera) {
        long end = System.nanoTime() + Duration.ofSeconds(wait).toNanos();
        Duration first = wait < STRIDE.toSeconds() ? Duration.ZERO : STRIDE;
        Map<String, String> told = new HashMap<>();
        JsonNode run = hera.runs().execute(asked.code(), asked.event(), asked.payload(), Optional.ofNullable(key),
                first);
        UUID id = UUID.fromString(run.path("run_id").asText());
        while (!RunTables.isOver(run) && System.nanoTime() < end) {
            tell(run, told);
            pause();
            run = hera.runs().read(id);
        }
        if (isJson()) {
            print(run);
        } else {
            RunTables.run(run, out());
        }
        if (!RunTables.isOver(run)) {
            err().println("It is still going: hera orchestrations runs " + id);
        }
        return RunTables.isLost(run) ? CommandLineInterface.FAILED : DONE;
    }

    private void tell(JsonNode run, Map<String, String> told) {
        run.path("nodes").forEach(node -> {
            String status = node.path("status").asText();
            String before = told.put(node.path("id").asText(), status);
            if (!status.equals(before) && !status.equals("NOT_STARTED")) {
                err().println(node.path("id").asText() + ": " + status);
            }
        });
        err().flush();
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while following a run", interrupted);
        }
    }
}
