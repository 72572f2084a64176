package com.heraerp.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import com.heraerp.kernel.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform takes a new tenant in; its owner brings people in and lets them go. */
class OrganizationsJourneyIT {

    private static final String ORGANIZATIONS = "/api/v2.1/organizations";
    private static final String ENTITIES = "/api/v2.1/entities";
    private static final String PRODUCT = """
            {"entity_type":"PRODUCT","entity_name":"First","smart_code":"HERA.SALON.INV.PRODUCT.SHAMPOO.V1"}""";
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final Caller platform = RunningHera.as(Demo.PLATFORM_ADMIN, Demo.PLATFORM);

    @ParameterizedTest
    @ValueSource(strings = {"salon", "retail", "restaurant"})
    void worksInANewOrganizationAtOnce(String template) {
        UUID id = created(template, "");
        Caller owner = RunningHera.as(Demo.OF_NONE, id);

        assertThat(owner.post(ENTITIES, PRODUCT).status()).isEqualTo(201);
        assertThat(owner.get(ENTITIES + "?entity_type=GL_ACCOUNT").items("data")).hasSizeGreaterThan(9);
        assertThat(owner.get(ENTITIES + "?entity_type=FISCAL_PERIOD").items("data")).hasSize(24);
        assertThat(owner.get(ENTITIES + "?entity_type=ORGANIZATION").items("data"))
                .extracting(item -> item.text("id")).containsExactly(id.toString());
        Answer read = owner.get(ORGANIZATIONS + '/' + id);
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(Objects.requireNonNull(read.item().object("settings")).text("base_currency")).isEqualTo("USD");
    }

    @Test
    void bringsAMemberInWhoseRoleWorksAndEndsWithinFiveSeconds() throws InterruptedException {
        UUID id = created("salon", "");
        Caller owner = RunningHera.as(Demo.OF_NONE, id);
        Caller member = RunningHera.as(Demo.STAFF, id);
        assertThat(member.get(ENTITIES).status()).isEqualTo(403);

        Answer added = owner.post(members(id), "{\"user_id\":\"" + Demo.STAFF + "\",\"role\":\"staff\"}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).isEqualTo(members(id) + '/' + Demo.STAFF);
        assertThat(owner.post(members(id), "{\"user_id\":\"" + Demo.STAFF + "\",\"role\":\"viewer\"}").status())
                .isEqualTo(409);
        assertThat(member.post(ENTITIES, PRODUCT).status()).isEqualTo(201);
        assertThat(member.get(members(id)).status()).isEqualTo(403);
        assertThat(owner.get(members(id)).items("data")).extracting(item -> item.text("role"))
                .containsExactlyInAnyOrder("owner", "staff");

        String path = members(id) + '/' + Demo.STAFF;
        assertThat(owner.with("If-Match", "\"99\"").delete(path, "").status()).isEqualTo(412);
        long removed = System.nanoTime();
        assertThat(owner.with("If-Match", added.header("ETag")).delete(path + "?reason=Left", "").status())
                .isEqualTo(200);
        while (member.get(ENTITIES).status() != 403) {
            assertThat(Duration.ofNanos(System.nanoTime() - removed)).isLessThan(REMEMBERED);
            Thread.sleep(50);
        }
        assertThat(owner.delete(path, "").status()).isEqualTo(404);
        assertThat(owner.get("/api/v2.1/changes?entity_type=USER&limit=1000").text())
                .contains("relationships.MEMBER_OF", "\"Left\"");
    }

    @Test
    void keepsTheLastOwner() {
        UUID id = created("retail", "");
        Caller owner = RunningHera.as(Demo.OF_NONE, id);
        String himself = members(id) + '/' + Demo.OF_NONE;

        assertThat(owner.put(himself, "{\"role\":\"admin\"}").status()).isEqualTo(409);
        assertThat(owner.delete(himself, "").status()).isEqualTo(409);

        assertThat(owner.post(members(id), "{\"user_id\":\"" + Demo.OWNER + "\",\"role\":\"owner\"}").status())
                .isEqualTo(201);
        Answer demoted = owner.put(himself, "{\"role\":\"admin\"}");
        assertThat(demoted.status()).isEqualTo(200);
        assertThat(demoted.header("ETag")).isEqualTo("\"" + demoted.number("version") + "\"");
    }

    @Test
    void givesNoRoleThatIsNotContainedInOnesOwn() {
        UUID id = created("retail", "");
        Caller owner = RunningHera.as(Demo.OF_NONE, id);
        owner.post(members(id), "{\"user_id\":\"" + Demo.ADMIN + "\",\"role\":\"admin\"}");
        Caller admin = RunningHera.as(Demo.ADMIN, id);

        for (String role : List.of("owner", "finance_admin")) {
            assertThat(
                    admin.post(members(id), "{\"user_id\":\"" + Demo.STAFF + "\",\"role\":\"" + role + "\"}").status())
                    .isEqualTo(403);
        }
        assertThat(admin.put(members(id) + '/' + Demo.OF_NONE, "{\"role\":\"viewer\"}").status()).isEqualTo(403);
        assertThat(admin.post(members(id), "{\"user_id\":\"" + Demo.STAFF + "\",\"role\":\"manager\"}").status())
                .isEqualTo(201);
        // Where a member is admin counts, not where his token works.
        assertThat(RunningHera.as(Demo.ADMIN).get(members(id)).status()).isEqualTo(200);
    }

    @Test
    void hasClientsWithOrganizationsBelowThem() {
        UUID client = created("salon", ",\"organization_type\":\"client\"");
        UUID child = created("salon", ",\"parent_organization_id\":\"" + client + '"');

        Answer below = platform.get(ORGANIZATIONS + "?parent_organization_id=" + client);

        assertThat(below.items("data")).extracting(item -> item.text("id")).containsExactly(child.toString());
        assertThat(platform.get(ORGANIZATIONS + "?organization_type=client&organization_id=" + client).items("data"))
                .hasSize(1);
        assertThat(
                platform.post(ORGANIZATIONS, body("salon", ",\"parent_organization_id\":\"" + UUID.randomUUID() + '"'))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void showsThePlatformNothingThatATenantHolds() {
        UUID id = created("salon", "");
        JsonObject seen = platform.get(ORGANIZATIONS + '/' + id).item();

        assertThat(seen.has("settings")).isFalse();
        assertThat(seen.has("role")).isFalse();
        assertThat(platform.get(members(id)).status()).isEqualTo(403);
        assertThat(platform.get(ENTITIES).status()).isEqualTo(400);
        assertThat(RunningHera.as(Demo.PLATFORM_ADMIN, id).get(ENTITIES).status()).isEqualTo(403);
        assertThat(platform.put(ORGANIZATIONS, "{\"organization_name\":\"Taken\"}").status()).isEqualTo(400);
    }

    @Test
    void createsOnceHoweverOftenItIsAsked() {
        String body = body("salon", "");
        Caller keyed = platform.with("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = keyed.post(ORGANIZATIONS, body);
        Answer again = keyed.post(ORGANIZATIONS, body);

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(platform.post(ORGANIZATIONS, body).status()).isEqualTo(409);
        assertThat(keyed.post(ORGANIZATIONS, body("salon", "")).status()).isEqualTo(422);
        assertThat(RunningHera.as(Demo.OWNER).post(ORGANIZATIONS, body("salon", "")).status()).isEqualTo(403);
    }

    @Test
    void changesNameAndSettingsOfTheVersionThatWasRead() {
        UUID id = created("salon", ",\"settings\":{\"base_currency\":\"EUR\"}");
        Caller owner = RunningHera.as(Demo.OF_NONE, id);

        Answer changed = owner.with("If-Match", "\"1\"")
                .put(ORGANIZATIONS, "{\"organization_name\":\"Renamed\",\"settings\":{\"tax_rate\":7.5}}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(Objects.requireNonNull(changed.item().object("settings")).toJson()).contains("7.5", "EUR");
        assertThat(owner.with("If-Match", "\"1\"").put(ORGANIZATIONS, "{\"organization_name\":\"Lost\"}").status())
                .isEqualTo(412);
        assertThat(owner.put(ORGANIZATIONS, "{\"organization_id\":\"" + Demo.LUXE + "\"}").status()).isEqualTo(403);
        assertThat(RunningHera.as(Demo.MANAGER).put(ORGANIZATIONS, "{\"organization_name\":\"No\"}").status())
                .isEqualTo(403);
        assertThat(owner.with("If-None-Match", "\"2\"").get(ORGANIZATIONS + '/' + id).status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base_currency\":\"XYZ", "time_zone\":\"Mars/Base", "locale\":\"?", "tax_rate\":\"5",
        "fiscal_year_start_month\":\"13", "rate_limit_max_requests\":\"0", "ai_confidence_threshold\":\"2",
        "color\":\"red"})
    void namesTheSettingThatIsNone(String setting) {
        String field = "settings." + setting.substring(0, setting.indexOf('"'));

        Answer refused = platform.post(ORGANIZATIONS, body("salon", ",\"settings\":{\"" + setting + "\"}"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(Objects.requireNonNull(refused.json().object("context")).text("field")).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"template\":\"bank\"}", "{\"colour\":\"red\"}"})
    void refusesANewOrganizationThatIsNotDescribed(String body) {
        assertThat(platform.post(ORGANIZATIONS, body).status()).isEqualTo(400);
    }

    @Test
    void walksOrganizationsAndMembersPageByPage() {
        UUID id = created("salon", "");
        Caller owner = RunningHera.as(Demo.OF_NONE, id);
        owner.post(members(id), "{\"user_id\":\"" + Demo.VIEWER + "\",\"role\":\"viewer\"}");

        Answer first = owner.get(members(id) + "?limit=1");
        Answer second = owner.get(members(id) + "?limit=1&cursor=" + first.text("next_cursor"));
        Answer organizations = platform.get(ORGANIZATIONS + "?limit=1");

        assertThat(first.items("data")).hasSize(1).doesNotContainAnyElementsOf(second.items("data"));
        assertThat(second.json().has("next_cursor")).isFalse();
        assertThat(platform.get(ORGANIZATIONS + "?limit=1&cursor=" + organizations.text("next_cursor")).items("data"))
                .hasSize(1).doesNotContainAnyElementsOf(organizations.items("data"));
        assertThat(owner.get(members(id) + "?role=viewer").items("data")).hasSize(1);
    }

    private static String members(UUID organization) {
        return ORGANIZATIONS + '/' + organization + "/members";
    }

    private UUID created(String template, String more) {
        Answer created = platform.post(ORGANIZATIONS, body(template, more));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(ORGANIZATIONS + '/' + created.text("organization_id"));
        return UUID.fromString(created.text("organization_id"));
    }

    private static String body(String template, String more) {
        return "{\"organization_name\":\"Journey\",\"organization_code\":\"J-" + UUID.randomUUID()
                + "\",\"template\":\""
                + template + "\",\"owner_user_id\":\"" + Demo.OF_NONE + '"' + more + '}';
    }
}
