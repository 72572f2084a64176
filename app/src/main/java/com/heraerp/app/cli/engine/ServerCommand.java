package com.heraerp.app.cli.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.heraerp.app.cli.CommandLineInterface;
import com.heraerp.app.cli.engine.ServerOptions.Session;
import com.heraerp.client.HeraClient;
import com.heraerp.client.HeraError;
import com.heraerp.client.HeraRefusal;
import com.heraerp.client.NoAnswer;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that calls a server. What the server refuses is said on standard error, each finding in a line of its own. */
abstract class ServerCommand implements Callable<Integer> {

    static final int DONE = 0;

    @Mixin
    private final ServerOptions server;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Answers in JSON.")
    private boolean json;

    ServerCommand(Map<String, String> environment) {
        this.server = new ServerOptions(environment);
    }

    /** Does it; answers the exit code. */
    abstract int run(HeraClient hera);

    @Override
    public Integer call() {
        return connected(this::run);
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work {
        int with(HeraClient hera);
    }

    /** Does {@code work} with a connection, and says why it could not be done. */
    final int connected(Work work) {
        try (Session session = server.open()) {
            return worked(work, session);
        } finally {
            out().flush();
        }
    }

    private int worked(Work work, Session session) {
        try {
            return work.with(session.hera());
        } catch (HeraRefusal refused) {
            HeraError error = refused.error();
            problem(error.message() + " (" + error.status() + ' ' + error.code().orElse(error.error()) + ')');
            error.violations().forEach(finding -> err().println("  " + line(finding) + finding.code() + ": "
                    + finding.message()));
            return CommandLineInterface.FAILED;
        } catch (NoAnswer silent) {
            problem("nothing answers at " + session.address() + ": " + silent.getMessage());
            return CommandLineInterface.FAILED;
        }
    }

    private static String line(HeraError.Finding finding) {
        JsonNode line = finding.context().path("line");
        return line.isIntegralNumber() ? "line " + line.asInt() + ": " : "";
    }

    final boolean isJson() {
        return json;
    }

    /** Results. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Everything else: progress, and what went wrong. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    final void problem(String sentence) {
        err().println("hera: " + sentence);
    }

    /** Not understood: how the command is called, and what was wrong about it. */
    final CommandSpec spec() {
        return spec;
    }

    final void print(JsonNode answer) {
        out().println(answer.toPrettyString());
    }
}
