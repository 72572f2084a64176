package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogLintsIT {

    @Test
    void findNothingInOurDatabase() throws SQLException {
        assertThat(findings(TestDatabase.withDemoData())).isEmpty();
    }

    /** Each lint is seen failing on an object that breaks its rule; a lint without a line here fails below. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "public_relation_beyond_the_six     | create table public.seventh (); alter table public.seventh enable row level security",
        "key_without_organization           | create unique index bad on core_entities (entity_name, organization_id)",
        "foreign_key_without_organization   | create unique index u on core_entities (id); alter table core_relationships add constraint bad foreign key (to_entity_id) references core_entities (id)",
        "foreign_key_without_index          | drop index core_entities_children",
        "table_without_forced_security      | alter table core_entities no force row level security",
        "function_without_search_path       | create function hera.bad() returns int language plpgsql as 'begin return 1; end'",
        "function_for_everybody             | grant execute on function hera.role_includes to public",
        "overloaded_function                | create function hera.utc(p_at timestamptz, p_more int) returns text language sql set search_path = '' as 'select 1::text'",
        "floating_point_for_money           | alter table universal_transactions add bad real",
        "timestamp_without_zone             | alter table core_entities add bad timestamp",
        "definer_of_wrong_owner             | alter function hera.enter security definer",
        "right_to_write_past_the_functions  | grant insert on core_entities to hera_app",
        "role_above_the_law                 | alter role hera_reader bypassrls",
    })
    void findWhatBreaksTheirRule(String lint, String violation) throws SQLException {
        try (TestDatabase scratch = TestDatabase.fresh()) {
            scratch.execute(violation);

            assertThat(findings(scratch)).containsKey(lint);
        } finally {
            TestDatabase.fresh().execute("alter role hera_reader nobypassrls");
        }
    }

    /** What others call by its name is not called unmistakably by calling one of two the former. */
    @Test
    void letNoFormerFormStandWhereOthersCall() throws SQLException {
        try (TestDatabase scratch = TestDatabase.fresh()) {
            scratch.execute(
                    "create function rpc.twice(p_one int) returns int language sql set search_path = '' as 'select 1';"
                            + " create function rpc.twice(p_one int, p_two int) returns int language sql set search_path = '' as 'select 1';"
                            + " comment on function rpc.twice(int) is '@former of (int, int)'");

            assertThat(findings(scratch)).containsEntry("overloaded_function", List.of("rpc.twice exists 2 times"));
        }
    }

    @Test
    void areAllSeenFailing() throws NoSuchMethodException {
        CsvSource proofs = CatalogLintsIT.class
                .getDeclaredMethod("findWhatBreaksTheirRule", String.class, String.class)
                .getAnnotation(CsvSource.class);

        assertThat(List.of(proofs.value())).extracting(line -> line.split("\\|")[0].strip())
                .containsExactlyInAnyOrderElementsOf(SqlFiles.lints());
    }

    private static Map<String, List<String>> findings(TestDatabase database) throws SQLException {
        try (Connection connection = database.asSuperuser().getConnection()) {
            return Catalog.findings(connection);
        }
    }
}
