package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The functions of an import, called in their order on one session as the application does. */
class ImportFunctionsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String SCOPE = "{\"elapsed_ms\":0%s}";

    private final Connection session;
    private String request = SCOPE.formatted("");

    ImportFunctionsIT() throws SQLException {
        session = DATABASE.asApp().getConnection();
    }

    @BeforeEach
    void open() throws SQLException {
        one("hera.open_import()");
    }

    @AfterEach
    void close() throws SQLException {
        one("hera.close_import()");
        session.close();
    }

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void writesLinesThatPointForwardsAndBackwards() throws SQLException {
        line(1, "a", "First", "\"parent_entity_id\":\"" + ref("b") + "\"", pointing("c"));
        line(2, "b", "Second", "", pointing("a"));
        line(3, "c", "Third", "\"parent_entity_id\":\"" + Demo.CATEGORY + "\"", "");

        part("false", 0, 1);
        String written = part("false", 1, 10);

        assertThat(at(written, "last") + at(written, "lines") + at(written, "created") + at(written, "failures"))
                .isEqualTo("322[]");
        assertThat(pointing()).isEqualTo("Second>First");
        String referred = one("hera.import_references(0, 10)");
        assertThat(at(referred, "lines") + at(referred, "failures")).isEqualTo("1[]");
        assertThat(pointing()).isEqualTo("First>Third First^Second Second>First");
    }

    @Test
    void changesWhatHasTheSameTypeAndCode() throws SQLException {
        line(1, "a", "Old", "\"entity_code\":\"IMPORT-UPSERT\"", "");
        part("false", 0, 10);
        one("hera.open_import()");
        line(1, "b", "New", "\"entity_code\":\"IMPORT-UPSERT\"", "");

        String again = part("true", 0, 10);

        assertThat(at(again, "created") + at(again, "updated")).isEqualTo("01");
        assertThat(one("(select string_agg(entity_name || version, ' ') from public.core_entities"
                + " where entity_code = 'IMPORT-UPSERT')")).isEqualTo("New2");
    }

    @Test
    void refusesALineAndLeavesTheOthersAlone() throws SQLException {
        line(1, "a", "Good", "", "");
        line(2, "a", "Twice", "", "");
        line(3, "d", "Pointing to what was refused", "", pointing("e"));
        line(4, "e", "Miscoded", "\"smart_code\":\"WRONG\"", "");
        line(5, "f", "Good too", "", "");

        String written = part("false", 0, 10);
        String referred = one("hera.import_references(0, 10)");

        assertThat(at(written, "created")).isEqualTo("3");
        assertThat(at(written, "failures,0,line") + at(written, "failures,1,line")).isEqualTo("24");
        assertThat(at(written, "failures,0,message")).startsWith("HERA_IMPORT_TWICE: ");
        assertThat(at(referred, "failures,0,line") + at(referred, "failures,0,message"))
                .startsWith("3HERA_FK_VIOLATION: the line that this one points to was not imported");
    }

    @Test
    void answersAPartAgainAndRemembersWhatItsLinesBecame() throws SQLException {
        line(1, "a", "Kept", "", "");
        request = SCOPE.formatted(",\"idempotency_key\":\"import-part-1\",\"fingerprint\":\"f\"");
        String first = part("false", 0, 1);
        one("hera.open_import()");
        line(1, "a", "Kept", "", "");
        line(2, "b", "Pointing back", "", pointing("a"));

        assertThat(part("false", 0, 1)).isEqualTo(first);
        request = SCOPE.formatted("");
        assertThat(at(part("false", 1, 1), "created")).isEqualTo("1");
        assertThat(one("(select count(*) from public.core_entities where entity_name = 'Kept')")).isEqualTo("1");
        assertThat(pointing()).contains("Pointing back>Kept");
        assertThat(at(part("false", 2, 1), "last")).as("no more lines").isEqualTo("null");
    }

    private void line(int line, String ref, String name, String more, String relationships) throws SQLException {
        String code = more.contains("smart_code") ? "" : ",\"smart_code\":\"HERA.SALON.INV.PRODUCT.IMPORTED.V1\"";
        String operation = "{\"entity\":{\"entity_type\":\"IMPORTED\",\"entity_name\":\"" + name + "\"" + code
                + (more.isEmpty() ? "" : "," + more) + "}" + relationships + "}";
        try (PreparedStatement insert = session.prepareStatement(
                "insert into pg_temp.hera_import (line, ref, operation) values (?, ?::uuid, ?::jsonb)")) {
            insert.setInt(1, line);
            insert.setString(2, ref(ref));
            insert.setString(3, operation);
            insert.executeUpdate();
        }
    }

    private static String pointing(String ref) {
        return ",\"relationships\":[{\"to_entity_id\":\"" + ref(ref)
                + "\",\"relationship_type\":\"NEXT_TO\",\"smart_code\":\"HERA.SALON.INV.REL.NEXT_TO.V1\"}]";
    }

    private static String ref(String letter) {
        return letter.repeat(8) + "-0000-4000-8000-000000000000";
    }

    private String part(String upsert, int after, int limit) throws SQLException {
        return one("hera.import_entities(" + upsert + ", " + after + ", " + limit + ")");
    }

    /** Who is whose child (^) and who points to whom (>), by name. */
    private String pointing() throws SQLException {
        return one("""
                (select string_agg(t.told, ' ' order by t.told) from (
                  select e.entity_name || '>' || o.entity_name as told
                  from public.core_relationships r join public.core_entities e on e.id = r.from_entity_id
                  join public.core_entities o on o.id = r.to_entity_id where e.entity_type = 'IMPORTED'
                  union all
                  select e.entity_name || '^' || p.entity_name
                  from public.core_entities e join public.core_entities p on p.id = e.parent_entity_id
                  where e.entity_type = 'IMPORTED' and p.entity_type = 'IMPORTED') t)""");
    }

    private String at(String json, String path) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement("select ?::jsonb #>> ?::text[]")) {
            statement.setString(1, json);
            statement.setString(2, "{" + path + "}");
            return first(statement);
        }
    }

    /** An expression's value as text, as staff of Luxe. */
    private String one(String expression) throws SQLException {
        session.setAutoCommit(false);
        try (PreparedStatement scope = session.prepareStatement("select set_config('hera.organization_id', ?, true),"
                + " set_config('hera.actor_user_id', ?, true), set_config('hera.request', ?, true)");
                PreparedStatement statement = session.prepareStatement("select (" + expression + ")::text")) {
            scope.setString(1, Demo.LUXE.toString());
            scope.setString(2, Demo.STAFF.toString());
            scope.setString(3, request);
            scope.executeQuery().close();
            String value = first(statement);
            session.commit();
            return value;
        } catch (SQLException failed) {
            session.rollback();
            throw failed;
        } finally {
            session.setAutoCommit(true);
        }
    }

    private static String first(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
