package com.heraerp.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hera db}, the room of the commands that care for the database. */
@Command(name = "db", description = "Cares for the database.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class DatabaseCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
