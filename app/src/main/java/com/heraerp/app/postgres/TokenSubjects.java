package com.heraerp.app.postgres;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.Home;
import com.heraerp.app.config.PostgresAddress;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a token would speak for, asked of the database as it stands: the configured one, or the embedded one while a server
 * runs on it. Nothing is started, migrated or written.
 */
public final class TokenSubjects {

    private static final String ACTOR = "select hera.actor(?)";
    private static final int PORT_LINE = 3;

    private TokenSubjects() {}

    /** What the database says. */
    public sealed interface Found permits Known, Unknown, NotAsked {}

    /**
     * There is such a user.
     *
     * @param organizations the tenants that he is a member of, by id
     * @param platform whether he has a role on the platform
     */
    public record Known(Set<String> organizations, boolean platform) implements Found {}

    /** There is no such user. */
    public record Unknown() implements Found {}

    /** @param why no database could be asked */
    public record NotAsked(String why) implements Found {}

    /** Looks for the user of this id, or with this {@code auth_subject}. */
    public static Found find(HeraSettings settings, String subject) {
        Optional<PostgresAddress> address = settings.database().application().or(() -> running(settings.home()));
        if (address.isEmpty()) {
            return new NotAsked("no server runs on " + settings.home());
        }
        try (Connection connection = connect(address.get());
                PreparedStatement statement = connection.prepareStatement(ACTOR)) {
            statement.setString(1, subject);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                byte[] json = rows.getBytes(1);
                return json == null ? new Unknown() : known(JsonReader.readStored(json));
            }
        } catch (SQLException failed) {
            return new NotAsked("the database does not answer: " + failed.getMessage());
        }
    }

    private static Connection connect(PostgresAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    /** The embedded server of this home says in its lock file where it listens. */
    private static Optional<PostgresAddress> running(Path directory) {
        Home home = Home.at(directory);
        try {
            List<String> lock = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid"));
            return lock.size() <= PORT_LINE || !home.hasSecret(PreparedDatabase.APPLICATION_SECRET)
                    ? Optional.empty()
                    : Optional.of(new PostgresAddress(EmbeddedPostgres.jdbcUrl(lock.get(PORT_LINE).strip(),
                            EmbeddedPostgres.DATABASE), PreparedDatabase.APPLICATION_ROLE,
                            home.secret(PreparedDatabase.APPLICATION_SECRET)));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static Known known(JsonObject user) {
        JsonArray memberships = user.array("memberships");
        Set<String> organizations = memberships == null
                ? Set.of()
                : memberships.values().stream()
                        .map(membership -> ((JsonObject) membership).text("organization_id"))
                        .map(String::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
        return new Known(organizations, user.text("platform_role") != null);
    }
}
