package com.heraerp.identity.adapter.out.postgres;

import com.heraerp.identity.application.port.Organizations;
import com.heraerp.identity.domain.OrganizationChange;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Database;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.postgres.Scope;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;

@Singleton
final class PostgresOrganizations implements Organizations {

    private static final String LIST = Database.reading("hera.list_organizations(?::jsonb)");
    private static final String READ = Database.reading("hera.read_organization(?)");
    private static final String REGISTER = Database.writing("hera.register_organization(?::jsonb)");
    private static final String REVISE = Database.writing("hera.revise_organization(?::jsonb)");

    private final Database database;

    PostgresOrganizations(Database database) {
        this.database = database;
    }

    @Override
    public byte[] list(Scope scope, JsonObject query) {
        return Objects.requireNonNull(
                database.read(scope, LIST, (statement, first) -> statement.setString(first, query.toJson())));
    }

    @Override
    public byte[] read(Scope scope, UUID organization) {
        return Objects.requireNonNull(
                database.read(scope, READ, (statement, first) -> statement.setObject(first, organization)));
    }

    @Override
    public Outcome register(Scope scope, OrganizationChange change) {
        return write(scope, REGISTER, change);
    }

    @Override
    public Outcome revise(Scope scope, OrganizationChange change) {
        return write(scope, REVISE, change);
    }

    private Outcome write(Scope scope, String sql, OrganizationChange change) {
        String payload = change.payload().toJson();
        return database.write(scope, sql, (statement, first) -> statement.setString(first, payload));
    }
}
