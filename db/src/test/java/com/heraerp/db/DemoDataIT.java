package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DemoDataIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final Sql STORED = Sql.on(DATABASE.asSuperuser());

    @Test
    void doesNothingTheSecondTime() throws SQLException {
        String before = STORED.one("select count(*) || ' ' || max(updated_at) from core_entities");

        DemoData.over(DATABASE.asSuperuser()).load();

        assertThat(STORED.one("select count(*) || ' ' || max(updated_at) from core_entities")).isEqualTo(before);
    }

    @Test
    void canBeLoadedByTheOwnerOfTheTables() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh()) {
            DemoData.over(database.as("hera_owner")).load();

            assertThat(Sql.on(database.asSuperuser()).one("select count(*) from core_organizations")).isEqualTo("3");
        }
    }

    @Test
    void givesEverybodyHisRole() throws SQLException {
        assertThat(STORED.all("""
                select o.organization_code || ' ' || right(r.from_entity_id::text, 2) || ' ' || (r.relationship_data ->> 'role')
                from core_relationships r join core_organizations o on o.id = r.organization_id
                where relationship_type = 'MEMBER_OF' order by 1""")).containsExactly(
                "BELLA ab staff", "BELLA b1 owner", "LUXE a1 owner", "LUXE a2 finance_admin", "LUXE a3 staff",
                "LUXE a4 viewer", "LUXE a5 manager", "LUXE a6 admin", "LUXE ab owner", "PLATFORM d1 owner");
        assertThat(
                STORED.all("select entity_name from core_entities where id = ? and entity_type = 'USER'", Demo.OF_NONE))
                .as("the member of none is known to the platform").hasSize(1);
    }

    @Test
    void showsTheNamedEntitiesAsTheApiReadsThem() throws SQLException {
        Sql viewer = Sql.on(DATABASE.asApp()).as(Demo.VIEWER, Demo.LUXE);

        assertThat(viewer.one("select hera.read_entity(?, '{}')", Demo.ARGAN_OIL))
                .contains("\"Argan Oil 100ml\"", "\"price\":45.00", "\"stock_level\":25");
        assertThat(viewer.one("select hera.read_entity(?, '{}')", Demo.CUT_AND_STYLE))
                .contains("\"Cut & Style\"", "\"price\":175.00", "\"duration_minutes\":75");
        assertThat(viewer.one("select hera.list_entities('{\"entity_type\":\"GL_ACCOUNT\"}')"))
                .endsWith("\"count\":12");
        assertThat(viewer.one("select count(*) from core_entities where entity_type in ('PRODUCT', 'SERVICE')"))
                .isEqualTo("12");
    }

    @Test
    void opensPeriodsToTheEndOfNextYear() throws SQLException {
        int nextYear = LocalDate.now(ZoneOffset.UTC).getYear() + 1;
        for (var organization : java.util.List.of(Demo.LUXE, Demo.BELLA)) {
            assertThat(STORED.all(
                    """
                    select field_value_text || ' ' || min(entity_code) || ' ' || max(entity_code)
                    from core_entities e join core_dynamic_data d on d.organization_id = e.organization_id and d.entity_id = e.id
                    where e.organization_id = ? and field_name = 'period_status' group by field_value_text order by 1""",
                    organization))
                    .containsExactly("CLOSED 2024-12 2024-12", "LOCKED 2024-01 2024-11",
                            "OPEN 2025-01 " + nextYear + "-12");
        }
    }

    @Test
    void hasALogRowForEveryEntityAndNoBusinessTransaction() throws SQLException {
        assertThat(STORED.one("select count(*) from universal_transactions where not is_system")).isEqualTo("0");
        assertThat(STORED
                .one("""
                select count(*) from core_entities e where not exists (
                  select from universal_transactions t where t.organization_id = e.organization_id and t.subject_id = e.id)"""))
                .isEqualTo("0");
    }
}
