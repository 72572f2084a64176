package com.heraerp.app.cli;

import com.heraerp.app.config.DevelopmentTokens;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.HeraSettings.Mode;
import com.heraerp.app.config.Home;
import com.heraerp.app.config.TokenKeys;
import com.heraerp.app.postgres.TokenSubjects;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.StartRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code hera token}. */
@Command(name = "token", description = {
    "Mints a bearer token for development, signed with JWT_SECRET or the key kept under HERA_HOME.",
    "Refused with HERA_ENV=production: there the identity provider issues tokens. A user whom the database does not know is",
    "refused too, where there is one to ask: that of DATABASE_URL, or the embedded one of HERA_HOME while a server runs on it."}, mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--user", required = true, paramLabel = "<id>", description = "Who the token speaks for, its 'sub': a user's id, or his auth_subject.")
    private String user = "";

    @Option(names = "--org", paramLabel = "<id>", description = "The organization it speaks in: its 'organization_id'.")
    private @Nullable UUID organization;

    @Option(names = "--ttl", paramLabel = "<time>", defaultValue = "1h", converter = LifeTime.class, description = "How long it is valid, like 90s, 15m, 8h or 7d; ${DEFAULT-VALUE} when not given.")
    private Duration life = Duration.ofHours(1);

    TokenCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        HeraSettings settings = HeraSettings.from(environment);
        if (settings.mode() == Mode.PRODUCTION) {
            throw StartRefused.variable("HERA_ENV", "is production: tokens come from the identity provider there");
        }
        warnOfANewKey(settings);
        String token = DevelopmentTokens.mint(
                TokenKeys.of(settings), user, Optional.ofNullable(organization).map(UUID::toString), life,
                Instant.now());
        refuseStrangers(TokenSubjects.find(settings, user));
        spec.commandLine().getOut().println(token);
        return 0;
    }

    private void refuseStrangers(TokenSubjects.Found found) {
        switch (found) {
            case TokenSubjects.Unknown _ -> throw new StartRefused("there is no user '" + user
                    + "': neither a user's id nor an auth_subject is that");
            case TokenSubjects.NotAsked(String why) -> spec.commandLine().getErr().println(
                    "hera: whether there is a user '" + user + "' could not be asked (" + why + ")");
            case TokenSubjects.Known known -> refuseStrangersToTheOrganization(known);
        }
    }

    private void refuseStrangersToTheOrganization(TokenSubjects.Known known) {
        if (organization == null) {
            if (known.organizations().size() > 1) {
                spec.commandLine().getErr()
                        .println("hera: this user is a member of several organizations: name one with --org,"
                                + " or in the header x-hera-org");
            }
            return;
        }
        OrganizationId named = new OrganizationId(organization);
        if (!(named.isPlatform() ? known.platform() : known.organizations().contains(named.toString()))) {
            throw new StartRefused("user '" + user + "' is not a member of organization " + named);
        }
    }

    /** A key that this command makes is one that no running server knows. */
    private void warnOfANewKey(HeraSettings settings) {
        boolean generated = settings.tokens().secret().isEmpty() && settings.tokens().jwksUrl().isEmpty();
        if (generated && !Home.at(settings.home()).hasSecret(Home.TOKEN_SECRET)) {
            spec.commandLine().getErr().println("hera: there was no key under " + settings.home()
                    + ", so this token is signed with a new one, which only a server started with the same HERA_HOME believes");
        }
    }

    /** A whole number and a unit. */
    static final class LifeTime implements ITypeConverter<Duration> {

        private static final Pattern SYNTAX = Pattern.compile("(?<amount>[1-9][0-9]{0,5})(?<unit>[smhd])");

        @Override
        public Duration convert(String text) {
            Matcher matcher = SYNTAX.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + text + "' is not a time like 90s, 15m, 8h or 7d");
            }
            long amount = Long.parseLong(matcher.group("amount"));
            return switch (matcher.group("unit")) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
    }
}
