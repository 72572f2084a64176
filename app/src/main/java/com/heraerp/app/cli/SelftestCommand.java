package com.heraerp.app.cli;

import com.heraerp.app.config.DevelopmentTokens;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.HeraSettings.Mode;
import com.heraerp.app.config.Home;
import com.heraerp.app.config.TokenKeys;
import com.heraerp.app.selftest.Report;
import com.heraerp.app.selftest.Selftest;
import com.heraerp.kernel.StartRefused;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hera selftest}. */
@Command(name = "selftest", description = {
    "Makes twelve checks of a running server and removes what it made.",
    "Without --url it is the embedded server of HERA_HOME, with the demo owner's token unless one is given."}, mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:every check passed", "1:a check failed, or the server could not be called", "2:command not understood"})
final class SelftestCommand implements Callable<Integer> {

    private static final String DEMO_OWNER = "a0000000-0000-4000-8000-0000000000a1";
    private static final String DEMO_ORGANIZATION = "a0000000-0000-4000-8000-000000000001";
    private static final String DEMO_STRANGER = "b0000000-0000-4000-8000-0000000000b1";
    private static final String DEMO_STRANGERS_ORGANIZATION = "b0000000-0000-4000-8000-000000000001";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--url", paramLabel = "<url>", converter = ServerAddress.class, description = "Where the server answers, like https://hera.example.")
    private @Nullable URI url;

    @Option(names = "--token", paramLabel = "<jwt>", description = "Who calls: a manager or above; an admin can remove everything for good. Without it, the variable HERA_TOKEN.")
    private @Nullable String token;

    @Option(names = "--other-token", paramLabel = "<jwt>", description = "A member of another organization, who must not see anything.")
    private @Nullable String otherToken;

    @Option(names = "--json", description = "Answers in JSON.")
    private boolean json;

    SelftestCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Optional<String> given = Optional.ofNullable(token)
                .or(() -> Optional.ofNullable(environment.get("HERA_TOKEN")));
        Report report = url == null
                ? ofHome(given)
                : Selftest.run(url, given.orElseThrow(() -> new ParameterException(spec.commandLine(),
                        "Missing option '--token' (or the variable HERA_TOKEN) beside '--url'")),
                        Optional.ofNullable(otherToken));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() + System.lineSeparator() : report.table());
        out.flush();
        return report.passed() ? 0 : CommandLineInterface.FAILED;
    }

    private Report ofHome(Optional<String> given) {
        HeraSettings settings = HeraSettings.from(environment);
        URI announced = Home.announced(settings.home()).orElseThrow(() -> StartRefused.variable("HERA_HOME",
                "is not one that a server with an embedded database runs on (" + settings.home()
                        + "): start one, or give --url and --token"));
        if (given.isPresent()) {
            return Selftest.run(announced, given.get(), Optional.ofNullable(otherToken));
        }
        if (settings.mode() == Mode.PRODUCTION) {
            throw StartRefused.variable("HERA_ENV", "is production: give --token");
        }
        return Selftest.run(announced, mint(settings, DEMO_OWNER, DEMO_ORGANIZATION), Optional.of(
                otherToken != null ? otherToken : mint(settings, DEMO_STRANGER, DEMO_STRANGERS_ORGANIZATION)));
    }

    private static String mint(HeraSettings settings, String user, String organization) {
        return DevelopmentTokens.mint(TokenKeys.of(settings), user, Optional.of(organization), TOKEN_LIFE,
                Instant.now());
    }
}
