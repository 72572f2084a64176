package com.heraerp.app.cli;

import com.heraerp.app.config.HeraLogging;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.postgres.PreparedDatabase;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hera db migrate}. */
@Command(name = "migrate", description = {
    "Brings the database to the schema of this version, with the role of DATABASE_MIGRATION_URL.",
    "Without it and DATABASE_URL it is the embedded database under HERA_HOME."}, mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    MigrateCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        HeraSettings settings = HeraSettings.from(environment);
        HeraLogging.configure(settings.logging());
        PreparedDatabase.migrate(settings);
        spec.commandLine().getOut().println("The database is current.");
        return 0;
    }
}
