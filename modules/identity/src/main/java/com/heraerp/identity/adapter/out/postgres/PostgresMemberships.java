package com.heraerp.identity.adapter.out.postgres;

import com.heraerp.identity.application.port.Memberships;
import com.heraerp.identity.domain.Membership;
import com.heraerp.identity.domain.User;
import com.heraerp.identity.domain.Uuids;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.SqlRefusals;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks one function, which may look across tenants because nobody's organization is known yet. */
@Singleton
final class PostgresMemberships implements Memberships {

    private static final String ACTOR = "select hera.actor(?)";

    private final DataSource dataSource;

    PostgresMemberships(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Optional<User> of(String subject) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(ACTOR)) {
            statement.setString(1, subject);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                byte[] json = rows.getBytes(1);
                return json == null ? Optional.empty() : Optional.of(user(json));
            }
        } catch (SQLException failed) {
            throw SqlRefusals.translate(failed);
        }
    }

    /** Reads the function's answer; a role nobody knows gives no rights, so its row counts as absent. */
    static User user(byte[] json) {
        JsonObject user = JsonReader.readStored(json);
        String platformRole = user.text("platform_role");
        JsonArray memberships = user.array("memberships");
        return new User(
                uuid(user, "user_id"),
                platformRole == null ? null : administrator(platformRole),
                memberships == null
                        ? List.of()
                        : memberships.values().stream()
                                .flatMap(PostgresMemberships::membership)
                                .toList());
    }

    /** Only owners and admins of the platform organization are platform administrators; lesser members get nothing. */
    private static @Nullable Role administrator(String code) {
        return Role.of(code).filter(role -> role.includes(Role.ADMIN)).orElse(null);
    }

    private static Stream<Membership> membership(JsonValue value) {
        if (!(value instanceof JsonObject row)) {
            throw new IllegalStateException("hera.actor answered a membership that is no object");
        }
        OrganizationId organization = new OrganizationId(uuid(row, "organization_id"));
        String code = Optional.ofNullable(row.text("organization_code")).orElse("");
        return Optional.ofNullable(row.text("role")).flatMap(Role::of).stream()
                .map(role -> new Membership(organization, code, role));
    }

    private static UUID uuid(JsonObject row, String name) {
        return Optional.ofNullable(row.text(name))
                .flatMap(Uuids::parse)
                .orElseThrow(() -> new IllegalStateException("hera.actor answered no " + name));
    }
}
