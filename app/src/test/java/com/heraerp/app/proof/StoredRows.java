package com.heraerp.app.proof;

import com.heraerp.db.TestDatabase;
import com.heraerp.kernel.OrganizationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is stored, seen by a superuser whom no policy binds. */
final class StoredRows {

    private static final String TABLES = """
            select relname from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname""";

    /**
     * Hashes of hashes, so that not the rows travel but what tells that one of them differs. Seals come by themselves,
     * whatever is being proven meanwhile.
     */
    private static final String STATE = """
            select count(*) || ' rows, ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), 'none')
            from public.%s t where %s and coalesce(to_jsonb(t) ->> 'transaction_type', '') <> 'SEAL'""";

    private static final String NAMES = """
            select relname from pg_class
            where relnamespace in ('public'::regnamespace, 'hera'::regnamespace) and relkind <> 'c'
            union select conname from pg_constraint
            where connamespace in ('public'::regnamespace, 'hera'::regnamespace)""";

    private final TestDatabase database;

    StoredRows(TestDatabase database) {
        this.database = database;
    }

    /** By table, how many rows there are and a hash of them all. */
    Map<String, String> state() {
        return state("true", "true");
    }

    /** The same of one organization's rows. */
    Map<String, String> stateOf(OrganizationId organization) {
        return state("id = '" + organization + "'", "organization_id = '" + organization + "'");
    }

    /** Every table, index and constraint of ours. */
    List<String> names() {
        return texts(NAMES);
    }

    /** The ids of an organization's entities, relationships and transactions, but those another organization has too. */
    List<String> idsOnlyIn(OrganizationId organization) {
        return texts("""
                with ids as (
                  select organization_id, id from public.core_entities
                  union select organization_id, id from public.core_relationships
                  union select organization_id, id from public.core_dynamic_data
                  union select organization_id, id from public.universal_transactions)
                select id::text from ids group by id
                having every(organization_id = '%s')""".formatted(organization));
    }

    private Map<String, String> state(String ofOrganizations, String ofOthers) {
        Map<String, String> state = new TreeMap<>();
        for (String table : texts(TABLES)) {
            String condition = table.equals("core_organizations") ? ofOrganizations : ofOthers;
            state.put(table, texts(STATE.formatted(table, condition)).getFirst());
        }
        return state;
    }

    private List<String> texts(String query) {
        try (Connection connection = database.asSuperuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
