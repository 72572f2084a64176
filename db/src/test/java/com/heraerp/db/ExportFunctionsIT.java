package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The functions of an export: everything that an import of it writes again, part by part, of one's own organization. */
class ExportFunctionsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String NOTHING = "null";

    private String type = "EXPORTED";
    private final Crud owner = Crud.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void writesEntitiesPartByPartWithAllThatAnImportNeeds() throws SQLException {
        type = "EXPORTED_IN_PARTS";
        String parent = make("One", ",\"entity_code\":\"EXP-1\",\"entity_description\":\"d\",\"metadata\":{\"m\":1.50}",
                "{}");
        String child = make("Two", ",\"parent_entity_id\":\"" + parent + "\"", "{\"USES\":[\"" + Demo.BRAND + "\"]}");
        String last = make("Three", "", "{}");

        List<String> parts = parts("{\"entity_type\":\"EXPORTED_IN_PARTS\"}", 2);

        assertThat(parts).hasSize(3);
        assertThat(owner.at(parts.get(0), "{last}")).isEqualTo(child);
        assertThat(owner.at(parts.get(0), "{records,0,entity_id}")).isEqualTo(parent);
        assertThat(owner.at(parts.get(0), "{records,0,metadata,m}")).isEqualTo("1.50");
        assertThat(owner.at(parts.get(0), "{records,0,dynamic,price,field_value_number}")).isEqualTo("10.500");
        assertThat(owner.at(parts.get(0), "{records,0,dynamic,price,smart_code}"))
                .isEqualTo("HERA.SALON.INV.DYN.PRICE.V1");
        assertThat(owner.at(parts.get(0), "{records,0,business_rules}")).as("what is empty is left out")
                .isEqualTo(NOTHING);
        assertThat(owner.at(parts.get(0), "{records,1,parent_entity_id}")).isEqualTo(parent);
        assertThat(owner.at(parts.get(0), "{records,1,relationships,0,to_entity_id}")).isEqualTo(Demo.BRAND.toString());
        assertThat(owner.at(parts.get(1), "{last}")).isEqualTo(last);
        assertThat(owner.at(parts.get(2), "{last}") + owner.at(parts.get(2), "{records}")).isEqualTo("null[]");
    }

    @Test
    void writesWhatFiltersLetThrough() throws SQLException {
        make("Zinnober", "", "{}");

        assertThat(parts("{\"entity_type\":\"EXPORTED\",\"q\":\"zinnob\",\"dynamic.price\":\"gte.10\"}", 10).getFirst())
                .contains("Zinnober");
        assertThat(parts("{\"entity_type\":\"EXPORTED\",\"q\":\"zinnob\",\"dynamic.price\":\"gt.11\"}", 10).getFirst())
                .doesNotContain("Zinnober");
        assertThat(parts("{}", 1_000).getFirst()).contains("Argan Oil").doesNotContain("\"USER\"", "\"FISCAL_PERIOD\"");
        assertThat(parts(Crud.of(DATABASE.asApp(), Demo.BELLA_OWNER, Demo.BELLA).sql(),
                "{\"entity_type\":\"EXPORTED\"}", 10)
                .getFirst()).doesNotContain("Zinnober");
    }

    @Test
    void namesTheFieldsThatATableNeeds() throws SQLException {
        make("Fields", "", "{}");

        assertThat(owner.sql().one("select hera.export_fields('{\"entity_type\":\"EXPORTED\"}')"))
                .isEqualTo("[[\"note\", \"text\"], [\"price\", \"number\"]]");
        assertThat(owner.sql().one("select hera.export_fields('{\"entity_type\":\"NOTHING\"}')")).isEqualTo("[]");
    }

    private String make(String name, String more, String relationships) throws SQLException {
        return owner.at(owner.v1("CREATE", "{\"entity_type\":\"" + type + "\",\"entity_name\":\"" + name
                + "\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.TEST.V1\"" + more + "}", """
                {"price":{"field_type":"number","field_value_number":10.500,"smart_code":"HERA.SALON.INV.DYN.PRICE.V1"},
                 "note":{"field_type":"text","field_value_text":"n","smart_code":"HERA.SALON.INV.DYN.NOTE.V1"}}""",
                relationships, "{}"), "{entity_id}");
    }

    private List<String> parts(String query, int limit) throws SQLException {
        return parts(owner.sql(), query, limit);
    }

    /** All parts, the last of which says that there are no more. */
    private List<String> parts(Sql sql, String query, int limit) throws SQLException {
        List<String> parts = new ArrayList<>();
        String after = null;
        do {
            parts.add(String.valueOf(sql.one("select hera.export_entities(?::jsonb, ?::uuid, ?::integer)", query,
                    after == null ? null : UUID.fromString(after), Integer.toString(limit))));
            after = owner.at(parts.getLast(), "{last}");
        } while (!after.equals(NOTHING));
        return parts;
    }
}
