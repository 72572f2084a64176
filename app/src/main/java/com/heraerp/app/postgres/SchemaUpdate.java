package com.heraerp.app.postgres;

import com.heraerp.app.config.HeraSettings;
import com.heraerp.app.config.PostgresAddress;
import com.heraerp.db.DemoData;
import com.heraerp.db.MigrationRefused;
import com.heraerp.db.Migrations;
import com.heraerp.kernel.StartRefused;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings a database to the schema that this program was written for, or refuses in one line. */
final class SchemaUpdate {

    private static final String NO_SUCH_DATABASE = "3D000";

    private SchemaUpdate() {}

    /**
     * A configured database: migrated when a role for that is configured, else it must be current.
     *
     * @param demoData whether to load the demo organizations, which takes the same role
     */
    static void external(HeraSettings.Database database, boolean demoData) {
        PostgresAddress application = database.application().orElseThrow();
        Optional<PostgresAddress> owner = database.migration();
        if (demoData && owner.isEmpty()) {
            throw StartRefused.variable("DATABASE_MIGRATION_URL", "is required with HERA_DEMO_DATA=true");
        }
        if (owner.isPresent()) {
            migrate(owner.get(), demoData);
        } else {
            refuseOutdated(application);
        }
    }

    /** Migrates as the role of {@code DATABASE_MIGRATION_URL}. */
    static void migrate(PostgresAddress owner, boolean demoData) {
        try {
            migrate(login(owner), demoData);
        } catch (MigrationRefused refused) {
            throw StartRefused.variable("DATABASE_MIGRATION_URL", "cannot be used: " + refused.getMessage());
        }
    }

    private static void refuseOutdated(PostgresAddress application) {
        try {
            if (!Migrations.over(login(application)).isCurrent()) {
                throw StartRefused.variable("DATABASE_MIGRATION_URL",
                        "is required: the schema of DATABASE_URL is not the one of this version");
            }
        } catch (MigrationRefused refused) {
            throw StartRefused.variable("DATABASE_URL", "cannot be used: " + refused.getMessage());
        }
    }

    /** Our own database: created when missing, migrated, and open to the application's login with this password. */
    static void embedded(
            EmbeddedPostgres postgres, String applicationRole, String applicationPassword, boolean demoData) {
        try {
            createDatabaseIfMissing(postgres);
            migrate(login(new PostgresAddress(
                    postgres.jdbcUrl(), EmbeddedPostgres.SUPERUSER, postgres.superuserPassword())), demoData);
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

    private static void migrate(DataSource login, boolean demoData) {
        Migrations.over(login).run();
        if (demoData) {
            DemoData.over(login).load();
        }
    }

    private static DataSource login(PostgresAddress address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setApplicationName("hera-migrate");
        return source;
    }
}
