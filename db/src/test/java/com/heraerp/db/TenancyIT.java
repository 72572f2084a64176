package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing crosses from one tenant into another (design/promises S3, S4, S5), as the application's own role. */
class TenancyIT {

    private static final TestDatabase DATABASE = TestDatabase.forRefusals();
    private static final Sql STORED = Sql.on(DATABASE.asSuperuser());
    private static final Sql NOBODY = Sql.on(DATABASE.asApp());

    /** What no answer without an organization may contain. */
    private static final String TENANT_DATA = "(?s).*(Argan|Luxe|Bella|Sarah|Hair Care|luxe\\.example).*";

    @BeforeAll
    static void givesEveryForeignKeyARow() {
        DATABASE.execute("""
                set session_replication_role = replica;
                insert into universal_transactions (organization_id, id, transaction_type, smart_code, source_entity_id,
                  target_entity_id, reversal_of_id, reversed_by_id, origin_id, withdrawn_of_id, created_by, updated_by)
                select o.id, o.id, 'SALE', 'HERA.SALON.TEST.SALE.PLAIN.V1', p, p, o.id, o.id, o.id, o.id, o.id, o.id
                from core_organizations o, lateral (select replace(o.id::text, '0001', '00f1')::uuid as p) p
                where organization_code in ('LUXE', 'BELLA');
                insert into universal_transaction_lines (organization_id, transaction_id, line_number, line_type, entity_id, smart_code,
                  created_by, updated_by)
                select organization_id, id, 1, 'ITEM', source_entity_id, smart_code, id, id from universal_transactions where not is_system;
                insert into core_dynamic_data (organization_id, transaction_id, field_name, field_type, smart_code, created_by, updated_by)
                select organization_id, id, 'f', 'text', smart_code, id, id from universal_transactions where not is_system;
                insert into core_relationships (organization_id, from_transaction_id, to_entity_id, relationship_type, smart_code,
                  created_by, updated_by)
                select organization_id, id, source_entity_id, 'OF', smart_code, id, id from universal_transactions where not is_system;
                update core_entities e set parent_entity_id = replace(organization_id::text, '0001', '00e1')::uuid
                where entity_type = 'PRODUCT';
                set session_replication_role = origin""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"core_organizations", "core_entities", "core_dynamic_data", "core_relationships",
        "universal_transactions", "universal_transaction_lines"})
    void showsNoRowWithoutAnOrganization(String table) throws SQLException {
        for (String role : List.of("hera_app", "hera_reader", "hera_owner")) {
            assertThat(Sql.on(DATABASE.as(role)).one("select count(*) from public." + table)).as(role).isEqualTo("0");
        }
        String key = table.equals("core_organizations") ? "id" : "organization_id";
        assertThat(NOBODY.as(Demo.OF_BOTH, Demo.BELLA).all("select distinct " + key + " from public." + table))
                .containsExactly(Demo.BELLA.toString());
    }

    /** Every function that the application may execute, called without settings, with NULLs and with another's ids. */
    @TestFactory
    List<DynamicTest> answersNothingOfATenantWithoutAnOrganization() throws SQLException {
        List<String> functions = STORED.all("""
                select p.oid::regprocedure::text from pg_proc p
                where p.pronamespace in ('hera'::regnamespace, 'rpc'::regnamespace) and has_function_privilege('hera_app', p.oid, 'execute')
                order by 1""");
        assertThat(functions).hasSizeGreaterThan(20).contains("hera.read_entity(uuid,jsonb)");
        return functions.stream()
                // A sign-in looks over all organizations: that is what it is for
                .filter(function -> !function.equals("hera.actor(text)"))
                .map(function -> DynamicTest.dynamicTest(function, () -> answersNothing(function)))
                .toList();
    }

    private static void answersNothing(String function) throws SQLException {
        Map<String, String> samples = new TreeMap<>(Map.of(
                "uuid", "'" + Demo.ARGAN_OIL + "'", "text", "'READ'", "jsonb", "'{\"entity_type\":\"PRODUCT\"}'",
                "integer", "10",
                "boolean", "false", "jsonb[]", "'{}'", "text[]", "'{}'"));
        List<String> types = STORED.all("""
                select format_type(t, null) from pg_proc p, unnest(p.proargtypes) with ordinality u (t, place)
                where p.oid = ?::text::regprocedure order by place""", function);
        String name = function.substring(0, function.indexOf('('));
        for (boolean nulls : new boolean[]{true, false}) {
            List<String> arguments = types.stream()
                    .map(type -> (nulls ? "null" : samples.getOrDefault(type, "null")) + "::" + type).toList();
            try {
                assertThat(
                        String.valueOf(NOBODY.all("select " + name + "(" + String.join(", ", arguments) + ")::text")))
                        .doesNotMatch(TENANT_DATA);
            } catch (SQLException refused) {
                assertThat(String.valueOf(refused.getMessage())).doesNotMatch(TENANT_DATA);
            }
        }
    }

    @TestFactory
    List<DynamicTest> refusesAParentOfAnotherTenantInEveryForeignKey() throws SQLException {
        return STORED.all("""
                select k.conrelid::regclass || ' ' || a.attname || ' ' || k.confrelid::regclass
                from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[2]
                where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by 1""").stream()
                .map(key -> DynamicTest.dynamicTest(key, () -> {
                    String[] part = key.split(" ");
                    String parent = part[2].endsWith("core_entities")
                            ? Demo.BELLA_PRODUCT.toString()
                            : Demo.BELLA.toString();
                    String update = "update " + part[0] + " set " + part[1] + " = '" + parent
                            + "' where ctid = (select min(ctid) from "
                            + part[0] + " where organization_id = '" + Demo.LUXE + "' and " + part[1] + " is not null)";
                    assertThat(STORED.one(
                            "select count(*) from " + part[0] + " where organization_id = ? and " + part[1]
                                    + " is not null",
                            Demo.LUXE)).as("a row to try it on").isNotEqualTo("0");
                    // The key alone, without the guards that refuse some of these changes before it could
                    assertThat(refusalOf(() -> STORED.all("do $$ begin alter table " + part[0]
                            + " disable trigger user; " + update + "; end $$"))
                            .state()).isEqualTo("23503");
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> refusesToWritePastTheFunctions() {
        return List
                .of("core_organizations", "core_entities", "core_dynamic_data", "core_relationships",
                        "universal_transactions",
                        "universal_transaction_lines")
                .stream()
                .map(table -> DynamicTest.dynamicTest(table, () -> {
                    for (String role : List.of("hera_app", "hera_reader")) {
                        Sql sql = Sql.on(DATABASE.as(role)).as(Demo.OWNER, Demo.LUXE);
                        for (String statement : List.of("insert into public.%s default values",
                                "update public.%s set updated_at = now()",
                                "delete from public.%s", "truncate public.%s")) {
                            assertThat(refusalOf(() -> sql.all(statement.formatted(table))).state()).as(statement)
                                    .isEqualTo("42501");
                        }
                    }
                }))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hera_owner", "hera_writer", "hera_system", "postgres"})
    void doesNotLetTheApplicationBecomeAnotherRole(String role) {
        assertThat(refusalOf(() -> NOBODY.all("set role " + role)).state()).isEqualTo("42501");
    }

    @Test
    void keepsTheLogFromEveryRoleThatTheApplicationRunsAs() throws SQLException {
        for (String role : List.of("hera_writer", "hera_system")) {
            for (String statement : List.of(
                    "update universal_transactions set metadata = '{}' where transaction_type = 'AUDIT'",
                    "delete from universal_transactions where transaction_type = 'AUDIT'",
                    "update universal_transactions set transaction_type = 'AUDIT' where transaction_type <> 'AUDIT'")) {
                try {
                    Sql.on(DATABASE.asSuperuser()).as(Demo.OWNER, Demo.LUXE)
                            .all("do $$ begin set local role " + role + "; " + statement + "; end $$");
                    fail(role + ": " + statement);
                } catch (SQLException refused) {
                    assertThat(refused.getSQLState()).as(role + ": " + statement).isEqualTo("ZH014");
                }
            }
            assertThat(refusalOf(() -> STORED
                    .all("do $$ begin set local role " + role + "; truncate universal_transactions cascade; end $$"))
                    .state()).isEqualTo("42501");
        }
        refusalOf(() -> Sql.on(DATABASE.as("hera_owner")).all("truncate universal_transactions cascade")).is("ZH014",
                "HERA_APPEND_ONLY");
    }

    @Test
    void tellsAnotherTenantsRowFromNoneByNothing() throws SQLException {
        Sql both = NOBODY.as(Demo.OF_BOTH, Demo.LUXE);

        assertThat(both.one("select hera.read_entity(?, '{}')", Demo.BELLA_PRODUCT)).isNull();
        assertThat(both.one("select hera.entity_history(?, 10, null)", Demo.BELLA_PRODUCT)).isNull();
    }
}
