package com.heraerp.app.cli.engine;

import com.heraerp.app.cli.ServerAddress;
import com.heraerp.app.config.DevelopmentTokens;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.HeraSettings.Mode;
import com.heraerp.app.config.Home;
import com.heraerp.app.config.TokenKeys;
import com.heraerp.client.HeraClient;
import com.heraerp.client.HeraConnection;
import com.heraerp.client.Retries;
import com.heraerp.kernel.StartRefused;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which server is called, and as whom. */
final class ServerOptions {

    private static final String DEMO_OWNER = "a0000000-0000-4000-8000-0000000000a1";
    private static final String DEMO_ORGANIZATION = "a0000000-0000-4000-8000-000000000001";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    /** Longer than the longest wait for the end of a run. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final Map<String, String> environment;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--url", paramLabel = "<url>", converter = ServerAddress.class, description = "Where the server answers, like https://hera.example. Without it, the embedded server of HERA_HOME.")
    private @Nullable URI url;

    @Option(names = "--token", paramLabel = "<jwt>", description = "Who calls. Without it, the variable HERA_TOKEN; on the server of HERA_HOME the demo owner.")
    private @Nullable String token;

    @Option(names = "--org", paramLabel = "<id>", description = "The organization, where the token names none or its user has several. The null UUID is the platform's registry.")
    private @Nullable UUID organization;

    ServerOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A connection as the caller. Nothing is sent yet. */
    Session open() {
        Optional<String> given = Optional.ofNullable(token)
                .or(() -> Optional.ofNullable(environment.get("HERA_TOKEN")));
        if (url != null) {
            return session(url, given.orElseThrow(() -> new ParameterException(command.commandLine(),
                    "Missing option '--token' (or the variable HERA_TOKEN) beside '--url'")));
        }
        HeraSettings settings = HeraSettings.from(environment);
        URI announced = Home.announced(settings.home()).orElseThrow(() -> StartRefused.variable("HERA_HOME",
                "is not one that a server with an embedded database runs on (" + settings.home()
                        + "): start one, or give --url and --token"));
        return session(announced, given.orElseGet(() -> demoOwner(settings)));
    }

    private static String demoOwner(HeraSettings settings) {
        if (settings.mode() == Mode.PRODUCTION) {
            throw StartRefused.variable("HERA_ENV", "is production: give --token");
        }
        return DevelopmentTokens.mint(TokenKeys.of(settings), DEMO_OWNER, Optional.of(DEMO_ORGANIZATION), TOKEN_LIFE,
                Instant.now());
    }

    private Session session(URI address, String bearer) {
        HeraConnection connection = HeraConnection.to(address, Retries.USUAL, PATIENCE);
        HeraClient client = organization == null
                ? connection.as(() -> bearer)
                : connection.as(() -> bearer, organization);
        return new Session(address, connection, client);
    }

    /** The caller's connection, until it is closed. */
    record Session(URI address, HeraConnection connection, HeraClient hera) implements AutoCloseable {

        @Override
        public void close() {
            connection.close();
        }
    }
}
