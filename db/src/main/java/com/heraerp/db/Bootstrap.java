package com.heraerp.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * What must stand before the first migration and belongs to no schema: the five roles of the cluster (decision D2) and
 * what they may do in this database. Needs more rights than migrating does, so it is left out where it is done already.
 */
final class Bootstrap {

    private static final String FINDING = """
            select current_user as login,
              r.rolsuper or r.rolcreaterole as may_create_roles,
              r.rolsuper or pg_has_role(current_user, d.datdba, 'member') as may_grant_on_database,
              (select string_agg(wanted, ', ') from unnest(
                  array['hera_owner', 'hera_writer', 'hera_app', 'hera_system', 'hera_reader']) as wanted
                where not exists (select from pg_roles where rolname = wanted)) as missing
            from pg_roles r, pg_database d where r.rolname = current_user and d.datname = current_database()
            """;

    private Bootstrap() {}

    /**
     * Makes roles and database ready; does nothing the second time.
     *
     * @throws MigrationRefused when something is missing and the login may not make it
     */
    static void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String login;
            boolean mayGrant;
            try (ResultSet row = statement.executeQuery(FINDING)) {
                row.next();
                login = row.getString("login");
                mayGrant = row.getBoolean("may_grant_on_database");
                refuseMissingRoles(row.getString("missing"), row.getBoolean("may_create_roles"), login);
                if (row.getBoolean("may_create_roles")) {
                    createRoles(connection);
                }
            }
            if (mayGrant) {
                statement.execute(SqlFiles.read("bootstrap/database.sql"));
            }
            refuseUnlessReady(statement, login);
        }
    }

    private static void refuseMissingRoles(@Nullable String missing, boolean mayCreate, String login) {
        if (missing != null && !mayCreate) {
            throw new MigrationRefused("The database has no role " + missing + " and the login '" + login
                    + "' may not create roles: run db/bootstrap/roles.sql once with a login that may");
        }
    }

    private static void createRoles(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SqlFiles.read("bootstrap/roles.sql"));
            // Who creates a role without being superuser may administer it, but may not yet become it.
            statement.execute("""
                    do $$
                    begin
                      if not pg_has_role(current_user, 'hera_owner', 'SET') then
                        execute format('grant hera_owner to %I', current_user);
                      end if;
                    end
                    $$""");
        }
    }

    private static void refuseUnlessReady(Statement statement, String login) throws SQLException {
        try (ResultSet row = statement.executeQuery("""
                select pg_has_role(current_user, 'hera_owner', 'SET') as may_become_owner,
                  has_database_privilege('hera_owner', current_database(), 'create')
                    and has_schema_privilege('hera_owner', 'public', 'create') as database_is_ready""")) {
            row.next();
            if (!row.getBoolean("may_become_owner")) {
                throw new MigrationRefused(
                        "The login '" + login + "' may not become hera_owner: GRANT hera_owner TO it");
            }
            if (!row.getBoolean("database_is_ready")) {
                throw new MigrationRefused("The database is not prepared and the login '" + login
                        + "' does not own it: run db/bootstrap/database.sql once as its owner");
            }
        }
    }
}
