package com.heraerp.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Random lives of entities, told by the log: undoing one change after the other gives each earlier state, to the last digit,
 * and a hard deletion's entry gives back every row as it was. Whole: 500 lives; reduced in every build, see {@link Proof}.
 */
class RestoredHistoriesIT {

    private static final int LIVES = Proof.size(25, 500);
    private static final long SEED = Long.getLong("hera.proof.seed", 20_250_228L);
    private static final TestDatabase DATABASE = TestDatabase.withDemoData();

    /** What the log speaks of, by its paths; nothing where there is nothing. */
    private static final String STATE = """
            select (jsonb_strip_nulls(jsonb_build_object('entity_name', e.entity_name, 'entity_code', e.entity_code,
                'entity_description', e.entity_description, 'smart_code', e.smart_code, 'status', e.status,
                'parent_entity_id', e.parent_entity_id))
              || jsonb_build_object('metadata', e.metadata, 'business_rules', e.business_rules, 'ai_insights', e.ai_insights)
              || coalesce((
                select jsonb_object_agg('dynamic.' || d.field_name || f.part, f.value) filter (where f.value <> 'null')
                from public.core_dynamic_data d cross join lateral (values
                  ('', hera.field_value(row(d.field_name, d.field_type, d.field_value_text, d.field_value_number,
                    d.field_value_boolean, d.field_value_date, d.field_value_json, d.smart_code)::hera.field)),
                  ('.field_type', to_jsonb(d.field_type)), ('.smart_code', to_jsonb(d.smart_code))) f (part, value)
                where d.organization_id = e.organization_id and d.entity_id = e.id), '{}')
              || coalesce((
                select jsonb_object_agg('relationships.' || r.relationship_type || '.' || r.to_entity_id,
                  to_jsonb(r) - array['organization_id', 'from_entity_id', 'from_transaction_id', 'to_entity_id',
                    'relationship_type', 'created_at', 'updated_at', 'created_by', 'updated_by']
                  || jsonb_build_object('effective_date', hera.utc(r.effective_date), 'expiration_date', hera.utc(r.expiration_date)))
                from public.core_relationships r where r.organization_id = e.organization_id and r.from_entity_id = e.id), '{}')
              || coalesce((
                select jsonb_object_agg('relationships.' || t.type, t.targets)
                from (select r.relationship_type as type, jsonb_agg(r.to_entity_id order by r.to_entity_id) as targets
                  from public.core_relationships r where r.organization_id = e.organization_id and r.from_entity_id = e.id
                  group by r.relationship_type) t), '{}'))::text
            from public.core_entities e where e.id = ?::uuid""";

    /** A state before a change: what the change says was there in the place of what it says is there. */
    private static final String UNDO = """
            select ((s.state - array(select c.value ->> 'path' from jsonb_array_elements(s.changes) c))
              || coalesce((
                select jsonb_object_agg(c.value ->> 'path', c.value -> 'from') from jsonb_array_elements(s.changes) c
                where c.value -> 'from' <> 'null'), '{}'))::text
            from (select ?::jsonb as state, ?::jsonb as changes) s""";

    private static final String CHANGES = """
            select t.metadata ->> 'changes' from public.universal_transactions t
            where t.is_system and t.subject_id = ?::uuid and t.metadata ->> 'action' = 'UPDATE'
              and (t.metadata ->> 'version')::integer = ?::integer""";

    private static final List<UUID> TARGETS = List.of(Demo.CATEGORY, Demo.BRAND, Demo.ARGAN_OIL, Demo.CUT_AND_STYLE);
    private static final List<String> TEXTS = List.of("rosé \\\"50\\\"", "Größe ☃", "x", "' or 1=1", "a\\nb", "0");
    private static final List<String> JSON = List.of("{\"a\":[1.10,{}]}", "[]", "{\"n\":null,\"t\":\"1.0\"}", "7.00");

    private final Random random = new Random(SEED);
    private final Crud owner = Crud.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);
    private final Sql stored = Sql.on(DATABASE.asSuperuser());

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void theLogAloneGivesBackEveryEarlierState() throws SQLException {
        for (int life = 0; life < LIVES; life++) {
            String id = born(life);
            List<String> states = new ArrayList<>(List.of(state(id)));
            for (int change = 1 + random.nextInt(6); change > 0; change--) {
                String answer = owner.v1("UPDATE", "{\"entity_id\":\"" + id + "\"" + columns() + "}", fields(true),
                        relationships(),
                        "{\"relationships_mode\":\"" + (random.nextBoolean() ? "REPLACE" : "UPSERT") + "\"}");
                String state = state(id);
                assertThat(state.equals(states.getLast()))
                        .as("a version is a change, and a change a version: %s", answer)
                        .isEqualTo(owner.at(answer, "{version}").equals(Integer.toString(states.size())));
                if (!state.equals(states.getLast())) {
                    states.add(state);
                }
            }
            assertUndone(life, id, states);
            assertBroughtBack(life, id);
        }
    }

    private void assertUndone(int life, String id, List<String> states) throws SQLException {
        String state = states.getLast();
        for (int version = states.size(); version > 1; version--) {
            String changes = String.valueOf(owner.sql().one(CHANGES, id, Integer.toString(version)));
            state = String.valueOf(stored.one(UNDO, state, changes));
            assertThat(state).as("seed %d, life %d, before version %d: %s", SEED, life, version, changes)
                    .isEqualTo(states.get(version - 2));
        }
    }

    private void assertBroughtBack(int life, String id) throws SQLException {
        String reason = "life " + life;
        List<String> before = RemovedRows.of(DATABASE, id);
        owner.v2("DELETE", "{\"entity_id\":\"" + id + "\"}", null, null,
                "{\"hard_delete\":true,\"cascade\":true,\"reason\":\"" + reason + "\"}");
        assertThat(RemovedRows.of(DATABASE, id)).isEmpty();

        RemovedRows.restore(DATABASE, reason);

        assertThat(RemovedRows.of(DATABASE, id)).as("seed %d, life %d", SEED, life).isEqualTo(before);
    }

    private String born(int life) throws SQLException {
        return owner.at(owner.v1("CREATE", "{\"entity_type\":\"LIFE\",\"entity_name\":\"Life " + life
                + "\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.LIFE.V1\"" + columns() + "}", fields(false),
                relationships(), "{}"), "{entity_id}");
    }

    private String state(String id) throws SQLException {
        return String.valueOf(stored.one(STATE, id));
    }

    private String columns() {
        StringBuilder columns = new StringBuilder();
        add(columns, "entity_name", "\"" + one(TEXTS) + "\"");
        add(columns, "entity_description", random.nextBoolean() ? "null" : "\"" + one(TEXTS) + "\"");
        add(columns, "status", "\"" + one(List.of("active", "paused", "retired")) + "\"");
        add(columns, "entity_code", "\"LIFE-" + random.nextInt(Integer.MAX_VALUE) + "\"");
        add(columns, "parent_entity_id", random.nextBoolean() ? "null" : "\"" + one(TARGETS) + "\"");
        add(columns, "metadata", "{\"m\":" + one(JSON) + "}");
        add(columns, "business_rules", "{\"r\":" + one(JSON) + "}");
        add(columns, "ai_insights", "{\"i\":" + one(JSON) + "}");
        return columns.toString();
    }

    private void add(StringBuilder columns, String name, String value) {
        if (random.nextInt(3) == 0) {
            columns.append(",\"").append(name).append("\":").append(value);
        }
    }

    private String fields(boolean removing) {
        List<String> fields = new ArrayList<>();
        for (int field = 0; field < 5; field++) {
            if (random.nextBoolean()) {
                fields.add("\"f" + field + "\":" + (removing && random.nextInt(5) == 0 ? "null" : field()));
            }
        }
        return "{" + String.join(",", fields) + "}";
    }

    /** A field may be of another type each time, of another smart code, and empty. */
    private String field() {
        String value = switch (random.nextInt(7)) {
            case 5 -> one(List.of("text", "number", "date", "json")) + "\",\"field_value_text\":null";
            case 6 -> "text\",\"field_value_text\":\"7\"";
            case 0 -> "text\",\"field_value_text\":\"" + one(TEXTS) + "\"";
            case 1 ->
                "number\",\"field_value_number\":" + one(List.of("10.50", "10.500", "0", "-3", "1234567890.123456789"));
            case 2 -> "boolean\",\"field_value_boolean\":" + random.nextBoolean();
            case 3 -> "date\",\"field_value_date\":\"2025-03-0" + (1 + random.nextInt(9)) + "T10:20:30.123456Z\"";
            default -> "json\",\"field_value_json\":" + one(JSON);
        };
        return "{\"field_type\":\"" + value + ",\"smart_code\":\"HERA.SALON.INV.DYN.LIFE.V" + (1 + random.nextInt(2))
                + "\"}";
    }

    /** By type, or each with what it says. */
    private String relationships() {
        if (random.nextBoolean()) {
            return said();
        }
        List<String> types = new ArrayList<>();
        for (String type : List.of("USES", "NEXT_TO")) {
            if (random.nextBoolean()) {
                List<String> targets = TARGETS.stream().filter(_ -> random.nextBoolean()).map(id -> "\"" + id + "\"")
                        .toList();
                types.add("\"" + type + "\":[" + String.join(",", targets) + "]");
            }
        }
        return "{" + String.join(",", types) + "}";
    }

    private String said() {
        List<String> said = new ArrayList<>();
        for (UUID target : TARGETS) {
            if (random.nextBoolean()) {
                said.add("{\"to_entity_id\":\"" + target + "\",\"relationship_type\":\""
                        + one(List.of("USES", "NEXT_TO"))
                        + "\",\"smart_code\":\"HERA.SALON.INV.REL.LIFE.V" + (1 + random.nextInt(2))
                        + "\",\"relationship_data\":{\"d\":" + one(JSON) + "}"
                        + one(List.of("", "", ",\"effective_date\":\"2025-03-01T00:00:00.123456Z\""))
                        + one(List.of("", "", ",\"expiration_date\":\"2999-03-01T00:00:00Z\"")) + "}");
            }
        }
        return "{\"mode\":\"" + one(List.of("UPSERT", "REPLACE")) + "\",\"relationships\":[" + String.join(",", said)
                + "]}";
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
