package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.heraerp.kernel.Role;
import com.heraerp.kernel.postgres.OurState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the functions refuse, whoever calls them, and that database and Java agree on the words for it. */
class GuardsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final UUID NULL_UUID = new UUID(0, 0);
    private static final String PRODUCT = "{\"entity_type\":\"PRODUCT\",\"entity_name\":\"P\",\"smart_code\":\"HERA.SALON.INV.PRODUCT.TEST.V1\"}";

    private static Crud by(UUID actor) {
        return Crud.of(DATABASE.asApp(), actor, Demo.LUXE);
    }

    @Test
    void raisesTheStatesThatJavaKnows() throws SQLException {
        List<String> inSql = Sql.on(DATABASE.asApp()).all("select sqlstate_code from hera.refusal_states() order by 1");

        assertThat(Stream.of(OurState.values()).map(OurState::code).sorted().toList()).isEqualTo(inSql);
        assertThat(Sql.on(DATABASE.asSuperuser()).all("""
                select distinct m[1] from pg_proc p, regexp_matches(p.prosrc, 'errcode = ''(ZH\\d+)''', 'g') m
                where m[1] <> 'ZH000'"""))
                .as("raised, but not listed").isSubsetOf(inSql);
    }

    @Test
    void ordersRolesAsJavaDoes() throws SQLException {
        for (Role role : Role.values()) {
            for (Role required : Role.values()) {
                assertThat(Sql.on(DATABASE.asSuperuser()).one("select hera.role_includes(?, ?)", role.code(),
                        required.code()))
                        .as(role + " includes " + required)
                        .isEqualTo(role.includes(required) ? "t" : "f");
            }
        }
    }

    @Test
    void takesExactlyTheSmartCodesOfTheSpecification() throws SQLException {
        Random random = new Random(4);
        List<String> codes = new ArrayList<>();
        for (int index = 0; index < 20_000; index++) {
            codes.add(randomCode(random));
        }
        String check = String.valueOf(Sql.on(DATABASE.asSuperuser()).one(
                "select pg_get_expr(conbin, 0) from pg_constraint where contypid = 'hera.smart_code'::regtype and contype = 'c'"));
        List<String> different = Sql.on(DATABASE.asSuperuser()).all("""
                select c from unnest(string_to_array(?, ' ')) c
                where (c ~ '^HERA\\.[A-Z0-9]{2,15}(\\.[A-Z0-9_]{2,30}){2,8}\\.[Vv][0-9]+$') <> (%s)"""
                .formatted(check.replace("VALUE", "c")), String.join(" ", codes));

        assertThat(different).isEmpty();
        assertThat(codes).as("both kinds are tried").anyMatch(GuardsIT::isSmartCode)
                .anyMatch(code -> !isSmartCode(code));
    }

    @Test
    void refusesSmartCodesOfAnyLengthInTimeThatGrowsWithItAlone() throws SQLException {
        Sql sql = Sql.on(DATABASE.asSuperuser());
        for (String part : List.of("A", "AA.", "AA_.", "HERA.AA.", ".", "9")) {
            String code = "HERA." + part.repeat(100_000 / part.length());
            for (String end : List.of("", "V1", ".V1", "!")) {
                assertTimeoutPreemptively(Duration.ofSeconds(2), () -> refusalOf(
                        () -> String.valueOf(sql.one("select ?::text::hera.smart_code", code + end))).is("23514", ""));
                assertThat(sql.one("select rpc.hera_validate_smart_code(?) ->> 'valid'", code + end))
                        .isEqualTo("false");
            }
        }
        assertThat(sql.one("select rpc.hera_validate_smart_code(?) ->> 'segment'", "HERA.SALON.INV.Product.V1"))
                .isEqualTo("4");
    }

    private static boolean isSmartCode(String code) {
        return code.matches("HERA\\.[A-Z0-9]{2,15}(\\.[A-Z0-9_]{2,30}){2,8}\\.[Vv][0-9]+");
    }

    private static String randomCode(Random random) {
        StringBuilder code = new StringBuilder(random.nextInt(20) == 0 ? "HER" : "HERA");
        for (int segment = random.nextInt(2, 12); segment > 0; segment--) {
            code.append('.').append(random.nextInt(30) == 0
                    ? "a-b"
                    : "A_9".repeat(11).substring(random.nextInt(3), 33)
                            .substring(0,
                                    random.nextInt(20) == 0 ? random.nextInt(33 - 3) + 1 : random.nextInt(2, 16)));
        }
        return code.append(random.nextInt(20) == 0 ? ".X1" : random.nextBoolean() ? ".V1" : ".v20").toString()
                .replaceFirst("\\._?", ".");
    }

    @Test
    void letsInMembersOnly() {
        refusalOf(() -> by(Demo.OF_NONE).v1("READ", "{}")).is("ZH002", "HERA_ACTOR_NOT_MEMBER");
        refusalOf(() -> by(Demo.BELLA_OWNER).v2("READ", "{}", null, null, "{}")).is("ZH002", "HERA_ACTOR_NOT_MEMBER");
        refusalOf(() -> by(Demo.PLATFORM_ADMIN).v1("READ", "{}")).is("ZH002", "HERA_ACTOR_NOT_MEMBER");
    }

    @Test
    void takesNoNullUuidForAnOrganizationOrAnActor() {
        Sql sql = Sql.on(DATABASE.asApp());
        refusalOf(
                () -> new Crud(sql.as(Demo.PLATFORM_ADMIN, NULL_UUID), Demo.PLATFORM_ADMIN, NULL_UUID).v1("READ", "{}"))
                .is("ZH001", "HERA_ORG_REQUIRED");
        refusalOf(() -> new Crud(sql.as(NULL_UUID, Demo.LUXE), NULL_UUID, Demo.LUXE).v1("READ", "{}"))
                .is("ZH002", "HERA_ACTOR_NOT_MEMBER");
    }

    @Test
    void stampsTheRequestsActorAndRefusesAnother() throws SQLException {
        Crud spoofed = new Crud(by(Demo.STAFF).sql(), Demo.OWNER, Demo.LUXE);
        refusalOf(() -> spoofed.v1("CREATE", PRODUCT)).is("ZH002", "HERA_MEMBERSHIP_REQUIRED");
        refusalOf(() -> new Crud(by(Demo.OF_BOTH).sql(), Demo.OF_BOTH, Demo.BELLA).v1("READ", "{}")).is("ZH002",
                "HERA_MEMBERSHIP_REQUIRED");

        Crud staff = by(Demo.STAFF);
        String answer = staff.v1("CREATE",
                PRODUCT.replace("}", ",\"created_by\":\"" + Demo.OWNER + "\",\"organization_id\":\""
                        + Demo.BELLA + "\",\"version\":9,\"id\":\"" + Demo.BELLA + "\"}"));
        assertThat(staff.at(answer, "{entity,created_by}")).isEqualTo(Demo.STAFF.toString());
        assertThat(staff.at(answer, "{entity,version}")).isEqualTo("1");
        assertThat(staff.at(answer, "{entity_id}")).isNotEqualTo(Demo.BELLA.toString());
        assertThat(staff.sql().one(
                "select created_by from universal_transactions where is_system and subject_id = ?::uuid",
                staff.at(answer, "{entity_id}"))).isEqualTo(Demo.STAFF.toString());
    }

    @ParameterizedTest
    @CsvSource({"a4,CREATE,'{}'", "a4,UPDATE,'{}'", "a3,DELETE,'{}'", "a5,DELETE,'{\"hard_delete\":true}'",
        "a2,DELETE,'{\"hard_delete\":true}'"})
    void refusesWhatARoleMayNot(String user, String action, String options) {
        Crud crud = by(UUID.fromString("a0000000-0000-4000-8000-0000000000" + user));

        refusalOf(() -> crud.v1(action, PRODUCT, "{}", "{}", options)).is("ZH003", "HERA_FORBIDDEN");
        refusalOf(() -> crud.v2(action, PRODUCT, null, null, options)).is("ZH003", "HERA_FORBIDDEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER", "user", "ORGANIZATION", "FISCAL_PERIOD", "PROCEDURE", "ORCHESTRATION", "AI_MODEL",
        "ORCH_POD"})
    void keepsReservedKindsFromTheOwnerToo(String type) throws SQLException {
        String entity = PRODUCT.replace("\"PRODUCT\"", '"' + type + '"');
        String id = by(Demo.OWNER).product("Disguised");

        refusalOf(() -> by(Demo.OWNER).v1("CREATE", entity)).is("ZH004", "HERA_RESERVED_KIND")
                .naming(type.toUpperCase(java.util.Locale.ROOT));
        refusalOf(() -> by(Demo.OWNER).v2("CREATE", entity, null, null, "{}")).is("ZH004", "HERA_RESERVED_KIND");
        refusalOf(() -> by(Demo.OWNER).v1("UPDATE", "{\"id\":\"" + id + "\",\"entity_type\":\"" + type + "\"}"))
                .is("ZH004", "HERA_RESERVED_KIND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a0000000-0000-4000-8000-0000000000a3", "a0000000-0000-4000-8000-000000000001",
        "a0000000-0000-4000-8000-000000202501"})
    void keepsStoredReservedEntitiesAsTheyAre(String id) {
        refusalOf(() -> by(Demo.OWNER).v1("UPDATE", "{\"id\":\"" + id + "\",\"entity_name\":\"X\"}")).is("ZH004",
                "HERA_RESERVED_KIND");
        refusalOf(() -> by(Demo.OWNER).v1("DELETE", "{\"id\":\"" + id + "\"}")).is("ZH004", "HERA_RESERVED_KIND");
    }

    @Test
    void keepsMembershipAndSubjectsOutOfGenericCalls() throws SQLException {
        for (String relationships : List.of("{\"MEMBER_OF\":[\"" + Demo.LUXE + "\"]}",
                "{\"member_of\":[\"" + Demo.LUXE + "\"]}")) {
            refusalOf(() -> by(Demo.OWNER).v1("CREATE", PRODUCT, "{}", relationships, "{}"))
                    .is("ZH004", "HERA_RESERVED_KIND").naming("MEMBER_OF");
        }
        refusalOf(() -> by(Demo.OWNER).v1("CREATE", PRODUCT,
                "{\"auth_subject\":{\"value\":\"x\",\"type\":\"text\",\"smart_code\":\"HERA.SALON.INV.DYN.FIELD.V1\"}}",
                "{}", "{}"))
                .is("ZH004", "HERA_RESERVED_KIND").naming("auth_subject");
    }

    @Test
    void opensAccountsAndPostingRulesToFinance() throws SQLException {
        String account = PRODUCT.replace("\"PRODUCT\"", "\"GL_ACCOUNT\"");

        assertThat(by(Demo.FINANCE_ADMIN).v1("CREATE", account)).contains("\"success\": true");
        refusalOf(() -> by(Demo.ADMIN).v1("CREATE", account)).is("ZH004", "HERA_RESERVED_KIND").naming("GL_ACCOUNT");
    }

    @Test
    void refusesReferencesToWhatIsNotThere() throws SQLException {
        Crud owner = by(Demo.OWNER);
        String deleted = owner.product("Deleted");
        owner.v1("DELETE", "{\"id\":\"" + deleted + "\"}");
        for (String missing : List.of(deleted, Demo.BELLA_PRODUCT.toString(), NULL_UUID.toString())) {
            refusalOf(() -> owner.v1("CREATE", PRODUCT, "{}", "{\"USES\":[\"" + missing + "\"]}", "{}"))
                    .is("ZH008", "HERA_FK_VIOLATION").naming("relationships.0.to_entity_id");
            refusalOf(() -> owner.v1("CREATE", PRODUCT.replace("}", ",\"parent_entity_id\":\"" + missing + "\"}")))
                    .is("ZH008", "HERA_FK_VIOLATION").naming("parent_entity_id");
        }
        refusalOf(() -> owner.v1("UPDATE", "{\"id\":\"" + deleted + "\",\"entity_name\":\"X\"}")).is("ZH005",
                "HERA_ENTITY_NOT_FOUND");
    }

    @Test
    void refusesToRemoveWhatOthersDependOnAndCountsThem() throws SQLException {
        Crud owner = by(Demo.OWNER);
        refusalOf(() -> owner.v2("DELETE", "{\"entity_id\":\"" + Demo.CATEGORY + "\"}", null, null,
                "{\"hard_delete\":true}"))
                .is("ZH011", "HERA_HAS_DEPENDANTS").naming("\"relationships\" : 6");
    }

    @Test
    void refusesAChangeOnAnOlderVersion() throws SQLException {
        Crud owner = by(Demo.OWNER);
        String id = owner.product("Versioned");
        owner.v1("UPDATE", "{\"id\":\"" + id + "\",\"status\":\"paused\"}", "{}", "{}", "{\"expected_version\":1}");

        refusalOf(() -> owner.v1("UPDATE", "{\"id\":\"" + id + "\"}", "{}", "{}", "{\"expected_version\":1}"))
                .is("ZH006", "HERA_VERSION_CONFLICT").naming("\"current_version\" : 2");
        refusalOf(() -> owner.v1("DELETE", "{\"id\":\"" + id + "\"}", "{}", "{}", "{\"expected_version\":7}"))
                .is("ZH006", "HERA_VERSION_CONFLICT");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'text', null, 1, null, null, null", "'number', 'x', null, null, null, null",
        "'number', null, 'NaN', null, null, null",
        "'number', null, 'Infinity', null, null, null", "'boolean', null, 1, true, null, null",
        "'date', null, null, null, 'infinity', null",
        "'json', 'x', null, null, null, null", "'uuid', 'x', null, null, null, null"})
    void keepsAValueInTheColumnOfItsType(String values) throws SQLException {
        assertThat(Sql.on(DATABASE.asSuperuser()).one("select hera.value_fits(" + values + ")")).isEqualTo("f");
        assertThat(refusalOf(() -> Sql.on(DATABASE.asSuperuser()).as(Demo.OWNER, Demo.LUXE)
                .all("""
                insert into core_dynamic_data (organization_id, entity_id, field_name, smart_code, field_type, field_value_text,
                  field_value_number, field_value_boolean, field_value_date, field_value_json)
                values ('%s', '%s', 'f', 'HERA.SALON.INV.DYN.FIELD.V1', %s)""".formatted(Demo.LUXE, Demo.ARGAN_OIL,
                        values)))
                .state())
                .isEqualTo("23514");
    }

    @Test
    void refusesAnUnknownActionAndAnIncompleteEntity() {
        refusalOf(() -> by(Demo.OWNER).v1("PURGE", "{}")).is("ZH009", "HERA_PAYLOAD_INVALID").naming("p_action");
        refusalOf(() -> by(Demo.OWNER).v2("CREATE", "{\"entity_type\":\"A\"}", null, null, "{}"))
                .is("ZH009", "HERA_PAYLOAD_INVALID").naming("entity_name");
        refusalOf(() -> by(Demo.OWNER).v2("CREATE", "{}", null, null, "{}")).is("ZH009", "HERA_PAYLOAD_INVALID")
                .naming("entity_type");
        assertThat(refusalOf(
                () -> by(Demo.OWNER).v1("CREATE", PRODUCT.replace("}", ",\"entity_code\":\"PROD-ARGAN-100\"}")))
                .state()).isEqualTo("23505");
    }
}
