package com.heraerp.app.cli.engine;

import java.util.EnumSet;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The two rooms of the command line in which workflows are cared for. */
public final class EngineCommands {

    private EngineCommands() {}

    /** {@code hera procedures}. */
    public static CommandLine procedures(Map<String, String> environment) {
        return new CommandLine(new Procedures())
                .addSubcommand(new RegisterCommand(environment))
                .addSubcommand(new ListCommand.All(environment, SpecWord.PROCEDURE))
                .addSubcommand(new GetCommand(environment))
                .addSubcommand(new ListCommand.Search(environment))
                .addSubcommand(new ValidateCommand(environment, EnumSet.allOf(SpecWord.class)));
    }

    /** {@code hera orchestrations}. */
    public static CommandLine orchestrations(Map<String, String> environment) {
        return new CommandLine(new Orchestrations())
                .addSubcommand(new ListCommand.All(environment, SpecWord.ORCHESTRATION))
                .addSubcommand(new SimulateCommand(environment))
                .addSubcommand(new ExecuteCommand(environment))
                .addSubcommand(new ValidateCommand(environment, EnumSet.of(SpecWord.ORCHESTRATION)))
                .addSubcommand(new RunsCommand(environment))
                .addSubcommand(new ExplainCommand(environment));
    }

    /** A room, which does nothing itself. */
    private abstract static class Room implements Runnable {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Missing command");
        }
    }

    @Command(name = "procedures", header = "Registers and shows procedures, and the orchestrations made of them.", description = {
        "On a running server: with --url and --token any, without them the embedded one of HERA_HOME."}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
    private static final class Procedures extends Room {}

    @Command(name = "orchestrations", header = "Simulates, starts and explains orchestrations.", description = {
        "On a running server: with --url and --token any, without them the embedded one of HERA_HOME."}, mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
    private static final class Orchestrations extends Room {}
}
