package com.heraerp.app.postgres;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.PostgresAddress;
import com.heraerp.app.config.StartRefused;
import com.heraerp.db.MigrationRefused;
import com.heraerp.db.Migrations;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Brings a database to the schema that this program was written for, or refuses in one line. */
final class SchemaUpdate {

    private static final String NO_SUCH_DATABASE = "3D000";

    private SchemaUpdate() {}

    /**
     * A configured database: migrated when a role for that is configured, else it must be current.
     *
     * @return how many migrations ran
     */
    static int external(HeraSettings.Database database) {
        PostgresAddress application = database.application().orElseThrow();
        Optional<PostgresAddress> owner = database.migration();
        try {
            if (owner.isPresent()) {
                return migrations(owner.get()).run();
            }
            if (migrations(application).isCurrent()) {
                return 0;
            }
        } catch (MigrationRefused refused) {
            throw StartRefused.variable(owner.isPresent() ? "DATABASE_MIGRATION_URL" : "DATABASE_URL",
                    "cannot be used: " + refused.getMessage());
        }
        throw StartRefused.variable("DATABASE_MIGRATION_URL",
                "is required: the schema of DATABASE_URL is not the one of this version");
    }

    /** Our own database: created when missing, migrated, and open to the application's login with this password. */
    static void embedded(EmbeddedPostgres postgres, String applicationRole, String applicationPassword) {
        try {
            createDatabaseIfMissing(postgres);
            Migrations.over(postgres.jdbcUrl(), EmbeddedPostgres.SUPERUSER, postgres.superuserPassword()).run();
            setPassword(postgres, applicationRole, applicationPassword);
        } catch (MigrationRefused refused) {
            throw new StartRefused(String.valueOf(refused.getMessage()), refused);
        } catch (SQLException failure) {
            throw new StartRefused("The embedded database cannot be prepared: " + failure.getMessage(), failure);
        }
    }

    private static void createDatabaseIfMissing(EmbeddedPostgres postgres) throws SQLException {
        try {
            superuser(postgres, EmbeddedPostgres.DATABASE).close();
        } catch (SQLException failure) {
            if (!NO_SUCH_DATABASE.equals(failure.getSQLState())) {
                throw failure;
            }
            try (Connection connection = superuser(postgres, "postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + EmbeddedPostgres.DATABASE);
            }
        }
    }

    private static void setPassword(EmbeddedPostgres postgres, String role, String password) throws SQLException {
        try (Connection connection = superuser(postgres, EmbeddedPostgres.DATABASE);
                PreparedStatement quoting = connection
                        .prepareStatement("select format('alter role %I password %L', ?::text, ?::text)");
                Statement statement = connection.createStatement()) {
            quoting.setString(1, role);
            quoting.setString(2, password);
            try (ResultSet row = quoting.executeQuery()) {
                row.next();
                statement.execute(row.getString(1));
            }
        }
    }

    private static Connection superuser(EmbeddedPostgres postgres, String database) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(database), EmbeddedPostgres.SUPERUSER, postgres.superuserPassword());
    }

    private static Migrations migrations(PostgresAddress address) {
        return Migrations.over(address.jdbcUrl(), address.user(), address.password());
    }
}
