package com.heraerp.app.postgres;

import com.heraerp.kernel.StartRefused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Refuses to serve with a login that row-level security does not bind (decision D2): a superuser, one with BYPASSRLS, an owner
 * of the tables, or any login while a table lacks forced row-level security.
 */
final class LoginGuard {

    private static final String FINDING = """
            with login as (select * from pg_catalog.pg_roles where rolname = current_user),
            sacred (name) as (values ('core_organizations'), ('core_entities'), ('core_dynamic_data'),
                ('core_relationships'), ('universal_transactions'), ('universal_transaction_lines')),
            found as (
                select sacred.name, c.oid, c.relowner, c.relrowsecurity, c.relforcerowsecurity
                from sacred left join pg_catalog.pg_class c
                    on c.relname = sacred.name and c.relnamespace = to_regnamespace('public') and c.relkind in ('r', 'p'))
            select case
                when login.rolsuper then 'is a superuser, whom row-level security does not bind'
                when login.rolbypassrls then 'has BYPASSRLS'
                when exists (select from found where oid is null) then
                    'finds no table public.' || (select min(name) from found where oid is null)
                    || ': run ''hera db migrate'' first'
                when exists (select from found where pg_has_role(login.oid, relowner, 'member')) then
                    'owns table public.' || (select min(name) from found where pg_has_role(login.oid, relowner, 'member'))
                when exists (select from found where not (relrowsecurity and relforcerowsecurity)) then
                    'finds row-level security not forced on public.'
                    || (select min(name) from found where not (relrowsecurity and relforcerowsecurity))
                end as problem, login.rolname
            from login
            """;

    private LoginGuard() {}

    /** @throws StartRefused naming the login and what is wrong with it */
    static void check(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(FINDING);
                ResultSet row = statement.executeQuery()) {
            row.next();
            @Nullable
            String problem = row.getString("problem");
            if (problem != null) {
                throw StartRefused.variable("DATABASE_URL",
                        "cannot be used: the login '" + row.getString("rolname") + "' "
                                + problem);
            }
        }
    }
}
