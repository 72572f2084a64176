package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Rpc.Answer;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The functions for users and organizations (spec/v2-wire), as the application's own role. */
class OrganizationFunctionsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();
    private static final String CRUD = "hera_organizations_crud_v1";

    private final Rpc platform = Rpc.of(DATABASE.asApp(), Demo.PLATFORM_ADMIN, Demo.PLATFORM);
    private final Rpc owner = Rpc.of(DATABASE.asApp(), Demo.OWNER, Demo.LUXE);
    private final Rpc admin = Rpc.of(DATABASE.asApp(), Demo.ADMIN, Demo.LUXE);

    @ParameterizedTest
    @CsvSource({"salon,14,Service revenue", "retail,13,Returns and allowances", "restaurant,14,Food revenue"})
    void createsAnOrganizationThatCanBeWorkedInAtOnce(String template, String accounts, String account)
            throws SQLException {
        Answer made = create("New " + template, template, Demo.OF_NONE);
        UUID id = UUID.fromString(made.at("organization,id"));
        Rpc its = Rpc.of(DATABASE.asApp(), Demo.OF_NONE, id);

        assertThat(made.each("$.success, $.organization.version, $.organization.settings.base_currency"))
                .isEqualTo("true 1 GBP");
        assertThat(its.call("hera_entity_read_v1", "p_entity_type", "ORGANIZATION").each("$.data[*].id"))
                .isEqualTo(id.toString());
        assertThat(
                its.call("hera_entity_read_v1", "p_entity_type", "GL_ACCOUNT").each("$.count, $.data[*].entity_name"))
                .startsWith(accounts + " ").contains(account);
        Answer periods = its.call("hera_entity_read_v1", "p_entity_type", "FISCAL_PERIOD");
        assertThat(periods.at("count")).isEqualTo("24");
        assertThat(periods.each("$.data[*].period_status")).doesNotContain("CLOSED").contains("OPEN");
        assertThat(periods.each("$.data[*].entity_code")).endsWith("-04");
        assertThat(its.call("hera_entity_upsert_v1", "p_entity_type", "PRODUCT", "p_entity_name", "First",
                "p_smart_code", "HERA.SALON.INV.PRODUCT.FIRST.V1").at("success")).isEqualTo("true");
        assertThat(its.bare("hera_users_list_v1", "p_organization_id", id).each("$[*].role")).isEqualTo("owner");
        assertThat(its.sql().one("select count(*) from universal_transactions where is_system")).isNotEqualTo("0");
    }

    @Test
    void putsClientsAboveTheirOrganizations() throws SQLException {
        UUID client = UUID.fromString(platform.bare(CRUD, "p_action", "CREATE", "p_actor_user_id", Demo.PLATFORM_ADMIN,
                "p_payload",
                payload("Client", "salon", Demo.OF_NONE).replaceFirst("\\{", "{\"organization_type\":\"client\","))
                .at("organization,id"));
        Answer child = platform.bare(CRUD, "p_action", "CREATE", "p_actor_user_id", Demo.PLATFORM_ADMIN, "p_payload",
                payload("Child", "salon", Demo.OF_NONE).replaceFirst("\\{",
                        "{\"parent_organization_id\":\"" + client + "\","));

        assertThat(child.at("organization,parent_organization_id")).isEqualTo(client.toString());
        refusalOf(() -> platform.bare(CRUD, "p_action", "CREATE", "p_actor_user_id", Demo.PLATFORM_ADMIN, "p_payload",
                payload("Orphan", "salon", Demo.OF_NONE).replaceFirst("\\{",
                        "{\"parent_organization_id\":\"" + UUID.randomUUID() + "\",")))
                .is("ZH008", "HERA_FK_VIOLATION: ").naming("parent_organization_id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'organization_code':'X1'}                                                       | organization_name",
        "{'organization_name':'X'}                                                        | organization_code",
        "{'organization_name':'X','organization_code':'X2','template':'bank'}             | template",
        "{'organization_name':'X','organization_code':'X3','settings':{'tax_rate':'x'}}   | settings.tax_rate",
        "{'organization_name':'X','organization_code':'X4','settings':{'colour':'red'}}   | settings.colour",
        "{'organization_name':'X','organization_code':'X5','settings':{'time_zone':'Mars'}} | settings.time_zone",
        "{'organization_name':'X','organization_code':'X6','settings':{'appointments':24}}  | settings.appointments",
        "{'organization_name':'X','organization_code':'X7','settings':{'appointments':{'notice_hours':'24'}}} | settings.appointments",
        "{'organization_name':'X','organization_code':'X8','settings':{'appointments':{'no_show_fee_percent':101}}} | settings.appointments",
        "{'organization_name':'X','organization_code':'X9','settings':{'appointments':{'tip_percent':1}}} | settings.appointments",
        "{'organization_name':'X','organization_code':'X6','settings':{'scheduled_orchestrations':'all'}}"
                + " | settings.scheduled_orchestrations",
        "{'organization_name':'X','organization_code':'X8','settings':{'audit_hold':['hera.x.v1']}} | settings.audit_hold",
        "{'organization_name':'X','organization_code':'X9','settings':{'audit_hold':'yes'}} | settings.audit_hold",
        "{'organization_name':'X','organization_code':'X7','settings':{'scheduled_orchestrations':[1]}}"
                + " | settings.scheduled_orchestrations",
        "{'organization_name':'X','organization_code':'X6','organization_type':'PLATFORM'} | organization_type"})
    void refusesAnOrganizationThatIsIncomplete(String payload, String field) {
        refusalOf(() -> platform.bare(CRUD, "p_action", "CREATE", "p_actor_user_id", Demo.PLATFORM_ADMIN, "p_payload",
                payload.replace('\'', '"'))).is("ZH009", "HERA_PAYLOAD_INVALID: ").naming(field);
    }

    @Test
    void leavesNothingBehindWhenItIsRefused() throws SQLException {
        refusalOf(() -> create("No owner", "salon", UUID.randomUUID())).is("ZH008", "HERA_FK_VIOLATION: ")
                .naming("user_id");
        refusalOf(() -> create("LUXE", "salon", Demo.OF_NONE)).is("23505", "duplicate");

        assertThat(Sql.on(DATABASE.asSuperuser()).one(
                "select count(*) from core_organizations where organization_code in ('CODE-NO OWNER', 'CODE-LUXE')"))
                .isEqualTo("0");
    }

    @Test
    void letsOnlyPlatformAdministratorsCreateAndArchive() {
        for (String action : new String[]{"CREATE", "ARCHIVE"}) {
            refusalOf(() -> owner.bare(CRUD, "p_action", action, "p_actor_user_id", Demo.OWNER, "p_payload",
                    "{\"id\":\"" + Demo.LUXE + "\"}")).is("ZH003", "HERA_FORBIDDEN: ");
        }
        refusalOf(() -> owner.bare(CRUD, "p_action", "CREATE", "p_actor_user_id", Demo.PLATFORM_ADMIN))
                .is("ZH002", "HERA_MEMBERSHIP_REQUIRED: ");
    }

    @Test
    void showsAPlatformAdministratorNoTenantsData() throws SQLException {
        Answer list = platform.bare(CRUD, "p_action", "LIST", "p_actor_user_id", Demo.PLATFORM_ADMIN);
        Answer mine = owner.bare(CRUD, "p_action", "LIST", "p_actor_user_id", Demo.OWNER);

        assertThat(list.each("$.items[*].organization_code")).contains("BELLA", "LUXE");
        assertThat(list.json()).doesNotContain("settings", "tax_number", "cursor_secret");
        assertThat(mine.each("$.items[*].organization_code, $.items[*].role")).isEqualTo("LUXE owner");
        assertThat(mine.at("items,0,settings,base_currency")).isEqualTo("AED");
        refusalOf(() -> platform.bare("hera_users_list_v1", "p_organization_id", Demo.LUXE)).is("ZH002",
                "HERA_MEMBERSHIP_REQUIRED: ");
        refusalOf(() -> Rpc.of(DATABASE.asApp(), Demo.PLATFORM_ADMIN, Demo.LUXE).call("hera_entity_read_v1"))
                .is("ZH002", "HERA_ACTOR_NOT_MEMBER: ");
        refusalOf(() -> owner.bare(CRUD, "p_action", "GET", "p_actor_user_id", Demo.OWNER, "p_payload",
                "{\"id\":\"" + Demo.BELLA + "\"}")).is("ZH005", "HERA_ORGANIZATION_NOT_FOUND: ");
    }

    @Test
    void changesAndArchivesTheVersionThatIsExpected() throws SQLException {
        UUID id = UUID.fromString(create("Changing", "retail", Demo.OF_NONE).at("organization,id"));
        Rpc its = Rpc.of(DATABASE.asApp(), Demo.OF_NONE, id);

        Answer changed = its.bare(CRUD, "p_action", "UPDATE", "p_actor_user_id", Demo.OF_NONE, "p_payload",
                "{\"organization_name\":\"Changed\",\"settings\":{\"tax_rate\":7.5,\"locale\":null,\"appointments\":{\"notice_hours\":48},"
                        + "\"scheduled_orchestrations\":[\"HERA.SALON.POS.ORCH.NIGHT.V1\"]},\"if_match_version\":1}");

        assertThat(changed.each("$.organization.name, $.organization.version, $.organization.settings.tax_rate"))
                .isEqualTo("Changed 2 7.5");
        assertThat(changed.at("organization,settings,locale")).isEqualTo("null");
        assertThat(changed.at("organization,settings,appointments,notice_hours")).isEqualTo("48");
        assertThat(changed.at("organization,settings,scheduled_orchestrations,0"))
                .isEqualTo("HERA.SALON.POS.ORCH.NIGHT.V1");
        assertThat(its.call("hera_entity_read_v1", "p_entity_id", id).at("data,entity_name")).isEqualTo("Changed");
        refusalOf(() -> its.bare(CRUD, "p_action", "UPDATE", "p_actor_user_id", Demo.OF_NONE, "p_payload",
                "{\"if_match_version\":1}")).is("ZH006", "HERA_VERSION_CONFLICT: ");
        refusalOf(() -> its.bare(CRUD, "p_action", "UPDATE", "p_actor_user_id", Demo.OF_NONE, "p_payload",
                "{\"id\":\"" + Demo.LUXE + "\"}")).is("ZH002", "HERA_MEMBERSHIP_REQUIRED: ");
        assertThat(platform.bare(CRUD, "p_action", "ARCHIVE", "p_actor_user_id", Demo.PLATFORM_ADMIN, "p_payload",
                "{\"id\":\"" + id + "\"}").at("organization,status")).isEqualTo("archived");
        assertThat(its.bare("hera_user_orgs_list_v1").each("$[*].id")).doesNotContain(id.toString());
    }

    @Test
    void onboardsChangesAndRemovesMembers() throws SQLException {
        UUID id = UUID.fromString(create("Members", "salon", Demo.OF_NONE).at("organization,id"));
        Rpc its = Rpc.of(DATABASE.asApp(), Demo.OF_NONE, id);
        UUID stranger = UUID.randomUUID();

        assertThat(onboard(its, stranger.toString(), "manager", "p_name", "Zed", "p_email", "zed@hera.example")
                .each("$.user_id, $.role, $.name, $.email")).isEqualTo(stranger + " manager Zed zed@hera.example");
        String subject = onboard(its, "auth0|4711", "viewer").at("user_id");
        assertThat(onboard(its, "auth0|4711", "staff").at("user_id")).as("the same user").isEqualTo(subject);
        assertThat(Rpc.of(DATABASE.asApp(), UUID.fromString(subject), id)
                .bare("hera_user_orgs_list_v1").each("$[*].role")).isEqualTo("staff");
        assertThat(its.bare("hera_users_list_v1", "p_organization_id", id).each("$[*].name")).contains("Zed");

        Answer gone = its.call("hera_user_remove_from_org_v1", "p_user_id", stranger, "p_reason", "left");
        assertThat(gone.at("role")).isEqualTo("manager");
        assertThat(its.bare("hera_users_list_v1", "p_organization_id", id).json()).doesNotContain("Zed");
        refusalOf(() -> its.call("hera_user_remove_from_org_v1", "p_user_id", stranger)).is("ZH005",
                "HERA_MEMBER_NOT_FOUND: ");
        assertThat(onboard(its, stranger.toString(), "staff").at("role")).as("and back again").isEqualTo("staff");
        refusalOf(() -> onboard(its, stranger.toString(), "king")).is("ZH009", "HERA_PAYLOAD_INVALID: ").naming("role");
    }

    @Test
    void givesAndTakesNoRoleAboveOnesOwn() {
        for (String role : new String[]{"owner", "finance_admin"}) {
            refusalOf(() -> onboard(admin, Demo.STAFF.toString(), role)).is("ZH003", "HERA_FORBIDDEN: ");
        }
        refusalOf(() -> onboard(admin, Demo.FINANCE_ADMIN.toString(), "staff")).is("ZH003", "HERA_FORBIDDEN: ");
        refusalOf(() -> admin.call("hera_user_remove_from_org_v1", "p_user_id", Demo.OWNER)).is("ZH003",
                "HERA_FORBIDDEN: ");
        refusalOf(() -> Rpc.of(DATABASE.asApp(), Demo.MANAGER, Demo.LUXE).bare("hera_users_list_v1",
                "p_organization_id", Demo.LUXE)).is("ZH003", "HERA_FORBIDDEN: ");
    }

    @Test
    void keepsTheLastOwnerAlsoWhenTwoLeaveAtOnce() throws Exception {
        UUID id = UUID.fromString(create("Owners", "salon", Demo.OF_NONE).at("organization,id"));
        Rpc one = Rpc.of(DATABASE.asApp(), Demo.OF_NONE, id);
        refusalOf(() -> one.call("hera_user_remove_from_org_v1", "p_user_id", Demo.OF_NONE)).is("ZH013",
                "HERA_WRONG_STATE: ").naming("last_owner");
        refusalOf(() -> onboard(one, Demo.OF_NONE.toString(), "staff")).is("ZH013", "HERA_WRONG_STATE: ");
        onboard(one, Demo.SARAH.toString(), "owner");
        Rpc two = Rpc.of(DATABASE.asApp(), Demo.SARAH, id);

        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> first = () -> leaves(one, Demo.OF_NONE);
            Callable<Boolean> second = () -> leaves(two, Demo.SARAH);
            long left = 0;
            for (Future<Boolean> result : both.invokeAll(Stream.of(first, second).toList())) {
                left += result.get() ? 1 : 0;
            }
            assertThat(left).isEqualTo(1);
        }
    }

    @Test
    void changesOverToTheOrganizationOfTheRequest() throws SQLException {
        Rpc bella = Rpc.of(DATABASE.asApp(), Demo.OF_BOTH, Demo.BELLA);
        Rpc luxe = Rpc.of(DATABASE.asApp(), Demo.OF_BOTH, Demo.LUXE);

        assertThat(bella.bare("hera_user_orgs_list_v1", "p_user_id", Demo.OF_BOTH).each("$[*].role"))
                .isEqualTo("staff owner");
        for (Rpc there : new Rpc[]{bella, luxe}) {
            assertThat(there.bare("hera_user_switch_org_v1", "p_user_id", Demo.OF_BOTH, "p_organization_id",
                    there.organization()).at("is_primary")).isEqualTo("true");
            assertThat(there.bare("hera_user_orgs_list_v1").each("$[*] ? (@.is_primary == true).id"))
                    .isEqualTo(there.organization().toString());
        }
        assertThat(bella.bare("hera_user_orgs_list_v1", "p_org_id", Demo.BELLA).each("$[*].name, $[*].last_accessed"))
                .startsWith("Bella Salon 20");
        refusalOf(() -> bella.bare("hera_user_orgs_list_v1", "p_user_id", Demo.OWNER)).is("ZH003", "HERA_FORBIDDEN: ");
        refusalOf(() -> bella.bare("hera_user_switch_org_v1", "p_user_id", Demo.OWNER, "p_organization_id", Demo.BELLA))
                .is("ZH003", "HERA_FORBIDDEN: ");
    }

    @Test
    void answersTheSameKeyWithTheFirstOrganization() throws SQLException {
        Rpc keyed = platform.keyed("organization", "print");
        String payload = payload("Once", "salon", Demo.OF_NONE);

        String first = keyed
                .bare(CRUD, "p_action", "CREATE", "p_actor_user_id", Demo.PLATFORM_ADMIN, "p_payload", payload)
                .json();

        assertThat(keyed.bare(CRUD, "p_action", "CREATE", "p_actor_user_id", Demo.PLATFORM_ADMIN, "p_payload", payload)
                .json()).isEqualTo(first);
    }

    private static boolean leaves(Rpc caller, UUID user) throws SQLException {
        try {
            caller.call("hera_user_remove_from_org_v1", "p_user_id", user);
            return true;
        } catch (SQLException refused) {
            assertThat(refused.getSQLState()).isIn("ZH013", "ZH002");
            return false;
        }
    }

    private static Answer onboard(Rpc caller, String subject, String role, Object... more) throws SQLException {
        Object[] arguments = Stream.concat(Stream.of("p_supabase_user_id", subject, "p_role", role), Stream.of(more))
                .toArray();
        return caller.call("hera_onboard_user_v1", arguments);
    }

    private Answer create(String name, String template, UUID itsOwner) throws SQLException {
        return platform.bare(CRUD, "p_action", "create", "p_actor_user_id", Demo.PLATFORM_ADMIN, "p_payload",
                payload(name, template, itsOwner));
    }

    private static String payload(String name, String template, UUID itsOwner) {
        String code = name.equals("LUXE") ? name : "CODE-" + name.toUpperCase(java.util.Locale.ROOT);
        return """
                {"organization_name":"%s","organization_code":"%s","template":"%s","owner_user_id":"%s",
                 "settings":{"base_currency":"GBP","time_zone":"Europe/London","fiscal_year_start_month":4}}"""
                .formatted(name, code, template, itsOwner);
    }
}
