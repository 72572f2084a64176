package com.heraerp.app.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generates bodies from what goes wrong and the places where it can. Nothing is random: a failure repeats itself. */
final class HostileBodies {

    static final String ENTITIES = "/api/v2.1/entities";
    static final String BATCH = ENTITIES + "/batch";
    static final List<String> CRUD = List.of("/api/v2/rpc/hera_entities_crud_v1", "/api/v2/rpc/hera_entities_crud_v2");

    private static final String PRODUCT = "\"a0000000-0000-4000-8000-0000000000f1\"";
    private static final String NOBODY = "\"01890000-0000-7000-8000-000000000000\"";
    private static final String CODE = "\"HERA.SALON.INV.PRODUCT.SHAMPOO.V1\"";
    private static final String LONG = "x".repeat(100_000);
    private static final Map<String, String> CREATE = Map.of("entity_type", "\"PRODUCT\"", "entity_name", "\"Hostile\"",
            "smart_code", CODE);
    private static final Map<String, String> UPDATE = Map.of("entity_id", PRODUCT, "entity_name", "\"Hostile\"");
    private static final Map<String, String> DELETE = Map.of("entity_id", PRODUCT, "reason", "\"Hostile\"");

    private static final List<String> NO_TEXT = List.of("1", "true", "[]", "{}", "1e999999", "NaN", "\"\\u0000\"",
            "\"\\ud800\"", '"' + LONG + '"');
    private static final List<String> NO_ID = List.of("1", "true", "[]", "{}", "\"no id\"", "\"\\u0000\"", "\"\"");
    private static final List<String> NO_OBJECT = List.of("1", "\"x\"", "[]", "{\"a\":\"\\u0000\"}", "{\"\\u0000\":1}",
            "{\"a\":1e999999}", "{\"a\":\"\\udc00\"}",
            "{\"a\":NaN}", "{\"a\":" + "9".repeat(1_000) + "}", "{\"a\":1,\"a\":2}", "{\"a\":" + deep() + "}");
    private static final List<String> NO_TRUTH = List.of("1", "\"x\"", "[]", "{}");
    private static final List<String> NO_FIELDS = List.of("1", "\"x\"", "[]", "[1]", "{\"p\":[]}",
            field("\"number\"", "1e999999"),
            field("\"number\"", "\"NaN\""), field("\"number\"", "{}"), field("7", "1"),
            field("\"boolean\"", "\"maybe\""),
            "{\"d\":{\"field_type\":\"date\",\"field_value_date\":\"2025-13-45\",\"smart_code\":" + CODE + "}}",
            "{\"p\\u0000\":{\"field_type\":\"text\",\"field_value_text\":\"x\",\"smart_code\":" + CODE + "}}",
            "{\"" + LONG + "\":{\"field_type\":\"text\",\"field_value_text\":\"x\",\"smart_code\":" + CODE + "}}");
    private static final List<String> NO_RELATIONSHIPS = List.of("1", "\"x\"", "{\"HAS\":1}", "[1]", "[{}]",
            relationship("\"x\"", "\"HAS_BRAND\""), relationship("7", "\"HAS_BRAND\""),
            relationship(NOBODY, "\"HAS_BRAND\""),
            relationship(PRODUCT, "\"\""), relationship(PRODUCT, "[]"));

    private static final List<String> NO_JSON = List.of("", " ", "{", "}", "[]", "null", "true", "1", "\"x\"", "{}{}",
            "[{}]",
            "\0", "{\"a\":\0}", "{'entity_type':'PRODUCT'}", "{\"entity_name\":NaN}", "{\"entity_name\":Infinity}",
            "{\"entity_name\":01}", "{\"entity_name\":\"a\nb\"}", "{\"a\":1,}", "/**/{}", "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{} x", "<a/>", "a=b", "[" + "1,".repeat(200_000) + "1]", deep(),
            "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_000));
    private static final List<byte[]> NO_UTF8 = List.of(
            named(0xff, 0xfe), named(0xed, 0xa0, 0x80), named(0xc1, 0xa1), named(0xe0, 0x80, 0xaf),
            named(0xf5, 0x80, 0x80, 0x80),
            named(0xc3), "{}".getBytes(StandardCharsets.UTF_16LE), "{}".getBytes(StandardCharsets.UTF_16));

    private final List<HostileBody> bodies = new ArrayList<>();

    private HostileBodies() {}

    /** All of them, each a body of its own. */
    static List<HostileBody> all() {
        HostileBodies all = new HostileBodies();
        all.unreadable();
        all.fields("POST", CREATE);
        all.fields("PUT", UPDATE);
        all.with("PUT", ENTITIES, UPDATE, "entity_id", NO_ID);
        all.with("PUT", ENTITIES, UPDATE, "expected_version", List.of("\"x\"", "-1", "1.5", "1e999999", "[]"));
        all.removals();
        all.batches();
        all.calls();
        all.bodies.addAll(HostileTransactions.all());
        return all.bodies;
    }

    private void unreadable() {
        List<byte[]> unreadable = new ArrayList<>(NO_UTF8);
        NO_JSON.forEach(text -> unreadable.add(text.getBytes(StandardCharsets.UTF_8)));
        for (byte[] bytes : unreadable) {
            for (String method : List.of("POST", "PUT", "DELETE")) {
                bodies.add(new HostileBody(method, ENTITIES, bytes));
            }
            bodies.add(new HostileBody("POST", BATCH, bytes));
            CRUD.forEach(function -> bodies.add(new HostileBody("POST", function, bytes)));
        }
    }

    private void fields(String method, Map<String, String> good) {
        for (String text : List.of("entity_type", "entity_name", "entity_code", "smart_code", "status",
                "entity_description")) {
            with(method, ENTITIES, good, text, NO_TEXT);
        }
        for (String object : List.of("metadata", "business_rules")) {
            with(method, ENTITIES, good, object, NO_OBJECT);
        }
        with(method, ENTITIES, good, "parent_entity_id", NO_ID);
        with(method, ENTITIES, good, "organization_id", List.of("1", "[]", "\"x\"", NOBODY));
        with(method, ENTITIES, good, "dynamic", NO_FIELDS);
        with(method, ENTITIES, good, "relationships", NO_RELATIONSHIPS);
        with(method, ENTITIES, good, "surprise", List.of("1"));
        twice(method, good);
    }

    private void removals() {
        with("DELETE", ENTITIES, DELETE, "entity_id", NO_ID);
        with("DELETE", ENTITIES, DELETE, "reason", NO_TEXT);
        with("DELETE", ENTITIES, DELETE, "hard_delete", NO_TRUTH);
        with("DELETE", ENTITIES, DELETE, "cascade", NO_TRUTH);
        with("DELETE", ENTITIES, DELETE, "surprise", List.of("1"));
        twice("DELETE", DELETE);
    }

    /** A whole and good body, and something more. */
    private void twice(String method, Map<String, String> good) {
        String body = object(good);
        bodies.add(new HostileBody(method, ENTITIES, body + body));
        bodies.add(new HostileBody(method, ENTITIES, body + "x"));
        bodies.add(new HostileBody(method, ENTITIES, body.replace("}", ",") + body.substring(1)));
    }

    private void batches() {
        String create = object(and(CREATE, "action", "\"CREATE\""));
        for (String operations : List.of("1", "\"x\"", "{}", "null", "[]", "[1]", "[[]]", "[null]", "[{}]",
                "[{\"action\":1}]", "[{\"action\":\"EXPLODE\"}]", "[{\"action\":\"\\u0000\"}]",
                "[{\"action\":\"CREATE\"}]",
                "[{\"action\":\"DELETE\",\"entity_id\":\"x\"}]", "[{\"action\":\"UPDATE\",\"entity_id\":7}]",
                '[' + "{},".repeat(1_000) + "{}]",
                '[' + create + ",{\"action\":\"DELETE\",\"entity_id\":" + NOBODY + "}]",
                '[' + create + ',' + object(and(and(CREATE, "action", "\"CREATE\""), "surprise", "1")) + ']',
                '[' + create + ',' + object(and(and(CREATE, "action", "\"CREATE\""), "entity_name", "\"\\u0000\""))
                        + ']')) {
            bodies.add(new HostileBody("POST", BATCH, "{\"operations\":" + operations + '}'));
        }
        with("POST", BATCH, Map.of("operations", '[' + create + ']'), "atomic", NO_TRUTH);
        with("POST", BATCH, Map.of("operations", '[' + create + ']'), "surprise", List.of("1"));
        with("POST", BATCH, Map.of("operations", '[' + create + ']'), "organization_id",
                List.of("1", "[]", "\"x\"", NOBODY));
    }

    private void calls() {
        for (String function : CRUD) {
            call(function, Map.of("p_action", "\"CREATE\"", "p_entity", object(CREATE)));
            call(function, Map.of("p_action", "\"UPDATE\"", "p_entity", object(UPDATE)));
            for (String action : List.of("\"READ\"", "\"DELETE\"")) {
                Map<String, String> good = Map.of("p_action", action, "p_entity", object(DELETE));
                with("POST", function, good, "p_entity", List.of("1", "\"x\"", "[]"));
                with("POST", function, good, "p_options",
                        List.of("1", "\"x\"", "[]", "{\"limit\":\"x\"}", "{\"limit\":-1}"));
            }
        }
    }

    private void call(String function, Map<String, String> good) {
        with("POST", function, good, "p_action", List.of("1", "null", "[]", "\"EXPLODE\"", "\"\\u0000\""));
        with("POST", function, good, "p_entity", List.of("1", "\"x\"", "[]", "null", "{}"));
        for (String text : List.of("entity_type", "entity_name", "entity_code", "smart_code")) {
            NO_TEXT.forEach(
                    value -> with("POST", function, good, "p_entity", List.of(object(and(CREATE, text, value)))));
        }
        NO_ID.stream().filter(value -> !value.equals("\"\""))
                .forEach(value -> with("POST", function, good, "p_entity",
                        List.of(object(and(CREATE, "parent_entity_id", value)))));
        with("POST", function, good, "p_dynamic",
                List.of("1", "\"x\"", "[1]", "{\"p\":[]}", field("\"number\"", "1e999999"),
                        field("\"number\"", "\"x\""), field("7", "1")));
        with("POST", function, good, "p_relationships", List.of("1", "\"x\"", "{\"HAS\":1}", "[1]", "[{}]"));
        with("POST", function, good, "p_options",
                List.of("1", "\"x\"", "[]", "{\"limit\":\"x\"}", "{\"hard_delete\":\"x\"}"));
        with("POST", function, good, "p_actor_user_id", List.of("1", "\"x\"", "[]", NOBODY));
        with("POST", function, good, "p_organization_id", List.of("1", "\"x\"", "[]", NOBODY));
        with("POST", function, good, "surprise", List.of("1"));
    }

    private void with(String method, String path, Map<String, String> good, String field, List<String> bad) {
        bad.forEach(value -> bodies.add(new HostileBody(method, path, object(and(good, field, value)))));
    }

    private static Map<String, String> and(Map<String, String> members, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return more;
    }

    private static String object(Map<String, String> members) {
        StringBuilder json = new StringBuilder("{");
        members.forEach((name, value) -> json.append(json.length() == 1 ? "\"" : ",\"")
                .append(name).append("\":").append(value));
        return json.append('}').toString();
    }

    private static String field(String type, String value) {
        return "{\"price\":{\"field_type\":" + type + ",\"field_value_number\":" + value + ",\"smart_code\":" + CODE
                + "}}";
    }

    private static String relationship(String to, String type) {
        return "[{\"to_entity_id\":" + to + ",\"relationship_type\":" + type + ",\"smart_code\":" + CODE + "}]";
    }

    private static String deep() {
        return "[".repeat(3_000) + "]".repeat(3_000);
    }

    /** A good body but for the bytes of the name. */
    private static byte[] named(int... bytes) {
        StringBuilder name = new StringBuilder();
        for (int one : bytes) {
            name.append((char) one);
        }
        return object(and(CREATE, "entity_name", "\"a" + name + "b\"")).getBytes(StandardCharsets.ISO_8859_1);
    }
}
