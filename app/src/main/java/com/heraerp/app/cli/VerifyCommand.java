package com.heraerp.app.cli;

import com.heraerp.app.Beans;
import com.heraerp.app.config.HeraLogging;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.Home;
import com.heraerp.app.config.TokenKeys;
import com.heraerp.app.postgres.PreparedDatabase;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.StartRefused;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.seal.api.SealReport;
import com.heraerp.seal.api.Seals;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hera verify}. */
@Command(name = "verify", header = "Compares the seals over the books and the change log with the rows.", description = {
    "Names the first row of each organization that is not as it was sealed. Exit code 1 when there is one. While a server runs",
    "on the embedded database, ask it instead: GET /api/v2.1/finance/seal."}, mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--org", paramLabel = "<id>", description = "Only this organization.")
    private @Nullable UUID organization;

    @Option(names = "--expect", paramLabel = "<hash>", description = "With --org: a head that was kept elsewhere and must still be in the chain.")
    private @Nullable String expected;

    VerifyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (expected != null && organization == null) {
            spec.commandLine().getErr()
                    .println("hera: --expect needs --org: every organization has a chain of its own");
            return spec.commandLine().getCommandSpec().exitCodeOnInvalidInput();
        }
        HeraSettings settings = HeraSettings.from(environment).fitToServe();
        HeraLogging.configure(settings.logging());
        try (PreparedDatabase database = prepared(settings);
                ApplicationContext beans = Beans.of(settings, database.settings(), TokenKeys.of(settings), Map.of())) {
            beans.start();
            Seals seals = beans.getBean(Seals.class);
            List<OrganizationId> asked = organization == null
                    ? seals.organizations()
                    : List.of(new OrganizationId(organization));
            boolean intact = true;
            for (OrganizationId one : asked) {
                intact &= tell(one, seals.verify(scope(one), expected));
            }
            return intact ? 0 : CommandLineInterface.FAILED;
        }
    }

    /** The embedded database belongs to one process: beside a server, that is the one to be asked. */
    private static PreparedDatabase prepared(HeraSettings settings) {
        try {
            return PreparedDatabase.of(settings);
        } catch (StartRefused refused) {
            throw settings.database().embedded() && Home.isTaken(settings.home())
                    ? new StartRefused(refused.getMessage() + ". Stop that one first, or ask it instead: "
                            + Home.announced(settings.home()).map(URI::toString).orElse("")
                            + "/api/v2.1/finance/seal tells one"
                            + " organization's seals to a manager's token (hera token)", refused)
                    : refused;
        }
    }

    private static Scope scope(OrganizationId organization) {
        return new Scope(organization.value(), OrganizationId.PLATFORM.value(), "", new DatabaseCall());
    }

    private boolean tell(OrganizationId organization, SealReport report) {
        PrintWriter out = spec.commandLine().getOut();
        SealReport.Broken broken = report.broken();
        if (broken != null) {
            out.printf("%s  BROKEN at seal %d: %s %s: %s%n", organization, broken.seal(), broken.kind(),
                    broken.id() == null ? "" : broken.id(), broken.reason());
        } else if (report.head() == null) {
            out.printf("%s  nothing is sealed yet%n", organization);
        } else {
            out.printf("%s  intact: %d seals over %d entries until %s, head %s%n", organization, report.seals(),
                    report.entries(), report.sealedUntil(), report.head());
        }
        return broken == null;
    }
}
