package com.heraerp.db;

import static com.heraerp.db.Refusals.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The functions behind the routes of organizations and members, called as the application does. */
class OrganizationDoorsIT {

    private static final TestDatabase DATABASE = TestDatabase.withDemoData();

    private final Sql admin = Sql.on(DATABASE.asApp()).as(Demo.ADMIN, Demo.LUXE);
    private final Sql owner = Sql.on(DATABASE.asApp()).as(Demo.OWNER, Demo.LUXE);

    @AfterAll
    static void stop() {
        DATABASE.close();
    }

    @Test
    void takesAUserInChangesHisRoleAndLetsHimGo() throws SQLException {
        assertThat(change(admin, "ADD", Demo.OF_NONE, "{\"role\":\"viewer\"}")).contains("\"role\": \"viewer\"",
                "\"version\": 2");
        refusalOf(() -> change(admin, "ADD", Demo.OF_NONE, "{\"role\":\"viewer\"}")).is("ZH013", "HERA_WRONG_STATE: ");

        assertThat(change(admin, "UPDATE", Demo.OF_NONE, "{\"role\":\"staff\",\"expected_version\":2}"))
                .contains("\"role\": \"staff\"", "\"version\": 3");
        refusalOf(() -> change(admin, "UPDATE", Demo.OF_NONE, "{\"role\":\"viewer\",\"expected_version\":1}"))
                .is("ZH006", "HERA_VERSION_CONFLICT: ");
        assertThat(Sql.on(DATABASE.asApp()).as(Demo.OF_NONE, Demo.LUXE).one(
                "select rpc.hera_validate_organization_access(?::uuid, ?::uuid)::text", Demo.OF_NONE, Demo.LUXE))
                .contains("staff");

        assertThat(change(admin, "REMOVE", Demo.OF_NONE, "{\"reason\":\"left\"}")).contains("\"role\": \"staff\"");
        refusalOf(() -> change(admin, "REMOVE", Demo.OF_NONE, "{}")).is("ZH005", "HERA_MEMBER_NOT_FOUND: ");
        refusalOf(() -> change(admin, "UPDATE", Demo.OF_NONE, "{\"role\":\"staff\"}")).is("ZH005",
                "HERA_MEMBER_NOT_FOUND: ");
    }

    @Test
    void givesAndTakesNothingThatOnesOwnRoleDoesNotContain() {
        refusalOf(() -> change(admin, "ADD", Demo.PLATFORM_ADMIN, "{\"role\":\"owner\"}")).is("ZH003",
                "HERA_FORBIDDEN: ");
        refusalOf(() -> change(admin, "UPDATE", Demo.OWNER, "{\"role\":\"staff\"}")).is("ZH003", "HERA_FORBIDDEN: ");
        refusalOf(() -> change(Sql.on(DATABASE.asApp()).as(Demo.MANAGER, Demo.LUXE), "ADD", Demo.PLATFORM_ADMIN,
                "{\"role\":\"viewer\"}")).is("ZH003", "HERA_FORBIDDEN: ");
    }

    @Test
    void answersOneKeyOnce() throws SQLException {
        Sql keyed = owner.keyed("member-once", "print");

        String first = change(keyed, "ADD", Demo.BELLA_OWNER,
                "{\"role\":\"viewer\"}");

        assertThat(change(keyed, "ADD", Demo.BELLA_OWNER, "{\"role\":\"viewer\"}")).isEqualTo(first);
        refusalOf(() -> change(owner.keyed("member-once", "another"), "ADD", Demo.BELLA_OWNER, "{\"role\":\"viewer\"}"))
                .is("ZH007", "HERA_IDEMPOTENCY_CONFLICT: ");
    }

    @Test
    void listsMembersByNamePageByPageToAdmins() throws SQLException {
        String first = text(admin, "select hera.list_members('{\"limit\":2}')");
        String cursor = at(first, "next_cursor");
        String second = text(admin, "select hera.list_members(?::jsonb)",
                "{\"limit\":100,\"cursor\":\"" + cursor + "\"}");

        assertThat(names(first)).hasSize(2);
        assertThat(names(second)).isNotEmpty().doesNotContainAnyElementsOf(names(first)).isSorted();
        assertThat(names(text(admin, "select hera.list_members('{\"role\":\"viewer\"}')"))).hasSizeLessThan(4);
        refusalOf(() -> Sql.on(DATABASE.asApp()).as(Demo.STAFF, Demo.LUXE).one("select hera.list_members('{}')"))
                .is("ZH003", "HERA_FORBIDDEN: ");
    }

    @Test
    void showsOrganizationsToWhoBelongsToThem() throws SQLException {
        Sql both = Sql.on(DATABASE.asApp()).as(Demo.OF_BOTH, Demo.LUXE);

        assertThat(text(both, "select hera.list_organizations('{\"limit\":1}')")).contains("BELLA", "next_cursor");
        assertThat(text(both, "select hera.list_organizations('{}')")).contains("BELLA", "LUXE");
        assertThat(text(owner, "select hera.list_organizations('{}')")).contains("LUXE").doesNotContain("BELLA");
        assertThat(text(owner, "select hera.read_organization(?::uuid)::text", Demo.LUXE)).contains("LUXE",
                "Asia/Dubai");
        refusalOf(() -> owner.one("select hera.read_organization(?::uuid)", Demo.BELLA)).is("ZH005",
                "HERA_ORGANIZATION_NOT_FOUND: ");
    }

    @Test
    void makesAnOrganizationOnceForAPlatformAdministratorAlone() throws SQLException {
        String payload = "{\"organization_name\":\"Palm\",\"organization_code\":\"PALM\",\"template\":\"salon\",\"owner_user_id\":\""
                + Demo.OF_NONE + "\"}";
        Sql platform = Sql.on(DATABASE.asApp()).as(Demo.PLATFORM_ADMIN, Demo.PLATFORM).keyed("palm", "print");

        String made = text(platform, "select hera.register_organization(?::jsonb)::text", payload);

        assertThat(made).contains("\"PALM\"");
        assertThat(text(platform, "select hera.register_organization(?::jsonb)::text", payload)).isEqualTo(made);
        refusalOf(() -> owner.one("select hera.register_organization(?::jsonb)", payload)).is("ZH003",
                "HERA_FORBIDDEN: ");
    }

    @Test
    void changesNameAndSettingsForItsAdmins() throws SQLException {
        Sql bella = Sql.on(DATABASE.asApp()).as(Demo.BELLA_OWNER, Demo.BELLA);

        String changed = text(bella, "select hera.revise_organization(?::jsonb)::text",
                "{\"organization_name\":\"Bellissima\",\"settings\":{\"tax_rate\":7.50,\"locale\":null}}");

        assertThat(changed).contains("Bellissima", "\"tax_rate\": 7.50").doesNotContain("\"locale\"");
        refusalOf(() -> bella.one("select hera.revise_organization(?::jsonb)", "{\"expected_version\":1}")).is("ZH006",
                "HERA_VERSION_CONFLICT: ");
        refusalOf(() -> Sql.on(DATABASE.asApp()).as(Demo.STAFF, Demo.LUXE).one("select hera.revise_organization('{}')"))
                .is("ZH003", "HERA_FORBIDDEN: ");
    }

    /** For work that goes through all organizations; ids are all it tells. */
    @Test
    void knowsWhichOrganizationsThereAre() throws SQLException {
        assertThat(text(Sql.on(DATABASE.asApp()), "select hera.organization_ids()").split(","))
                .contains(Demo.LUXE.toString(), Demo.BELLA.toString()).doesNotHaveDuplicates();
    }

    /** A page is JSON members in text. */
    private String at(String page, String member) throws SQLException {
        return text(owner, "select ('{' || ? || '}')::jsonb ->> ?", page, member);
    }

    private List<String> names(String page) throws SQLException {
        return owner.all("select i ->> 'name' from jsonb_array_elements(('{' || ? || '}')::jsonb -> 'data') i", page);
    }

    private static String text(Sql sql, String query, Object... arguments) throws SQLException {
        return String.valueOf(sql.one(query, arguments));
    }

    private static String change(Sql sql, String action, UUID user, String payload) throws SQLException {
        return String.valueOf(sql.one("select hera.change_member(?, ?::uuid, ?::jsonb)::text", action, user, payload));
    }
}
