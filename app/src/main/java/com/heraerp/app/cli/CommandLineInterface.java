package com.heraerp.app.cli;

import com.heraerp.app.cli.engine.EngineCommands;
import com.heraerp.kernel.StartRefused;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/** Runs one command and says how it went. */
public final class CommandLineInterface {

    /** The command was refused or failed; standard error says why in one line. */
    public static final int FAILED = 1;

    private CommandLineInterface() {}

    /**
     * Runs one command to its end.
     *
     * @param environment variables by name
     * @param arguments the words after {@code hera}
     * @param serve serves until the process ends
     * @return the exit code: 0 done, 1 refused or failed, 2 not understood
     */
    public static int run(Map<String, String> environment, List<String> arguments, Runnable serve) {
        return run(environment, arguments, serve, writer(System.out), writer(System.err));
    }

    static int run(
            Map<String, String> environment, List<String> arguments, Runnable serve, PrintWriter out, PrintWriter err) {
        return new CommandLine(CommandSpec.forAnnotatedObject(new HeraCommand()))
                .addSubcommand(new ServeCommand(serve))
                .addSubcommand(new CommandLine(new DatabaseCommand()).addSubcommand(new MigrateCommand(environment)))
                .addSubcommand(new TokenCommand(environment))
                .addSubcommand(new VerifyCommand(environment))
                .addSubcommand(new SelftestCommand(environment))
                .addSubcommand(EngineCommands.procedures(environment))
                .addSubcommand(EngineCommands.orchestrations(environment))
                .addSubcommand(new VersionCommand())
                .addSubcommand(new HelpCommand())
                // A payload's @ names a file that holds JSON, not further arguments
                .setExpandAtFiles(false)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof StartRefused refused) {
                        command.getErr().println("hera: " + refused.getMessage());
                        return FAILED;
                    }
                    throw failure;
                })
                .execute(arguments.toArray(String[]::new));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    @Command(name = "hera", description = "HERA, a multi-tenant ERP backend. Without a command it serves.", mixinStandardHelpOptions = true, versionProvider = VersionCommand.class, synopsisSubcommandLabel = "[COMMAND]", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:done", "1:refused or failed; standard error says why in one line", "2:command not understood"}, footer = {"",
            "Configuration comes from the environment: PORT, DATABASE_URL, JWT_SECRET, HERA_HOME and others.",
            "Without DATABASE_URL a PostgreSQL of its own keeps its data under HERA_HOME (default: .hera)."})
    static final class HeraCommand {}
}
