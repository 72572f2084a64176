package com.heraerp.entities.application;

import static com.heraerp.entities.EntityFixture.aChangeOf;
import static com.heraerp.entities.EntityFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.entities.Callers;
import com.heraerp.entities.EntityFixture;
import com.heraerp.entities.application.port.FakeEntityStore;
import com.heraerp.entities.application.port.ForgetfulEntityCache;
import com.heraerp.entities.application.port.StoredEntity;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.json.JsonBoolean;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangingEntitiesTest {

    private final FakeEntityStore store = new FakeEntityStore();
    private final EntityGuard guard = new EntityGuard(new Guardrails());
    private final RegisterEntity registerEntity = new RegisterEntity(guard, store);
    private final ReviseEntity reviseEntity = new ReviseEntity(guard, store);
    private final RemoveEntity removeEntity = new RemoveEntity(guard, store);

    @Test
    void registersAProductWithItsFields() {
        String id = registered(aProduct().named("Shampoo").priced("25.00"));

        assertThat(item(id).text("entity_name")).isEqualTo("Shampoo");
        assertThat(item(id).toJson()).contains("\"price\":25.00");
    }

    @Test
    void writesTypesInUpperCase() {
        String id = registered(aProduct().ofType("product"));

        assertThat(item(id).text("entity_type")).isEqualTo("PRODUCT");
    }

    @Test
    void reportsEveryViolationAtOnceAndWritesNothing() {
        Refused refused = refusal(Role.STAFF, aProduct().without("smart_code").without("entity_name"));

        assertThat(refused.refusal()).isEqualTo(Refusal.GUARDRAIL_VIOLATION);
        assertThat(refused.violations())
                .extracting(Violation::code)
                .containsExactlyInAnyOrder("SMARTCODE-REQUIRED", "ENTITY-NAME-REQUIRED");
        assertThat(store.calls()).isZero();
    }

    @Test
    void letsWarningsPassAndTellsThem() {
        JsonObject metadata = JsonObject.builder().put("price", 25).build();

        Changed changed = register(Role.STAFF, aProduct().with("metadata", metadata));

        assertThat(changed.warnings()).extracting(Violation::code).containsExactly("FIELD-PLACEMENT-WARNING");
    }

    @Test
    void refusesAFieldThatIsNotKnown() {
        Refused refused = refusal(Role.STAFF, aProduct().with("colour", new JsonString("red")));

        assertThat(refused.refusal()).isEqualTo(Refusal.INVALID_REQUEST);
        assertThat(refused.message()).contains("colour");
    }

    @Test
    void refusesAnotherOrganizationThanTheTokens() {
        Refused refused = refusal(Role.OWNER, aProduct().inOrganization(Callers.BELLA.toString()));

        assertThat(refused.refusal()).isEqualTo(Refusal.FORBIDDEN);
        assertThat(registered(aProduct().inOrganization(Callers.LUXE.toString()))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER", "organization", "Fiscal_Period", "GL_ACCOUNT"})
    void keepsReservedKindsFromStaff(String type) {
        Refused refused = refusal(Role.STAFF, aProduct().ofType(type));

        assertThat(refused.refusal()).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refused.message()).containsIgnoringCase(type);
    }

    @Test
    void keepsStaffFromMakingThemselvesMembers() {
        Refused refused = refusal(Role.STAFF, aProduct().related("MEMBER_OF", UUID.randomUUID().toString()));

        assertThat(refused.refusal()).isEqualTo(Refusal.FORBIDDEN);
        assertThat(refused.message()).contains("MEMBER_OF");
    }

    @Test
    void refusesAViewerWhoWrites() {
        assertThat(refusal(Role.VIEWER, aProduct()).refusal()).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void refusesThePlatformAsAnOrganizationOfEntities() {
        ActorContext platform = new ActorContext(UUID.randomUUID(), OrganizationId.PLATFORM, Role.OWNER, true);

        Refused refused = refused(() -> registerEntity.handle(
                new RegisterEntity.Command(platform, Callers.inLuxe(), aProduct().body())));

        assertThat(refused.refusal()).isEqualTo(Refusal.ORGANIZATION_REQUIRED);
    }

    @Test
    void changesOnlyWhatIsGiven() {
        String id = registered(aProduct().named("Shampoo").coded("SH-1").priced("25.00"));

        Changed changed = revise(aChangeOf(id).named("Better Shampoo"), null);

        assertThat(changed.stored().row().version()).isEqualTo(2);
        assertThat(item(id).text("entity_name")).isEqualTo("Better Shampoo");
        assertThat(item(id).text("entity_code")).isEqualTo("SH-1");
        assertThat(item(id).toJson()).contains("\"price\":25.00");
    }

    @Test
    void removesAFieldThatIsSetToNull() {
        String id = registered(aProduct().priced("25.00"));

        revise(aChangeOf(id).withoutPrice(), null);

        assertThat(item(id).names()).doesNotContain("price");
    }

    @Test
    void refusesAChangeOfAVersionThatIsNotThereAnyMore() {
        String id = registered(aProduct());
        revise(aChangeOf(id).named("Second"), 1L);

        Refused refused = refused(() -> revise(aChangeOf(id).named("Lost"), 1L));

        assertThat(refused.refusal()).isEqualTo(Refusal.VERSION_CONFLICT);
        assertThat(item(id).text("entity_name")).isEqualTo("Second");
    }

    @Test
    void refusesTwoDifferentExpectations() {
        String id = registered(aProduct());
        JsonObject body = aChangeOf(id).named("Second").body().toBuilder().put("expected_version", 2).build();

        Refused refused = refused(() -> reviseEntity.handle(
                new ReviseEntity.Command(Callers.a(Role.STAFF), Callers.inLuxe(), body, 1L)));

        assertThat(refused.message()).contains("If-Match");
    }

    @Test
    void refusesAChangeOfNobodyKnowsWhat() {
        Refused refused = refused(() -> reviseEntity.handle(new ReviseEntity.Command(
                Callers.a(Role.STAFF), Callers.inLuxe(), JsonObject.builder().put("entity_name", "X").build(), null)));

        assertThat(refused.violations()).extracting(Violation::code).contains("ENTITY-ID-REQUIRED");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"STAFF", "VIEWER"})
    void refusesADeletionByWhoIsNoManager(Role role) {
        String id = registered(aProduct());

        assertThat(refused(() -> remove(role, aChangeOf(id))).refusal()).isEqualTo(Refusal.FORBIDDEN);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"MANAGER", "FINANCE_ADMIN"})
    void refusesADeletionForGoodByWhoIsNoAdmin(Role role) {
        String id = registered(aProduct());
        EntityFixture hard = aChangeOf(id).with("hard_delete", JsonBoolean.TRUE);

        assertThat(refused(() -> remove(role, hard)).refusal()).isEqualTo(Refusal.FORBIDDEN);
        assertThat(remove(role, aChangeOf(id)).stored().row().id()).isEqualTo(id);
    }

    @Test
    void deletesForGoodForAnAdmin() {
        String id = registered(aProduct());

        remove(Role.ADMIN, aChangeOf(id).with("hard_delete", JsonBoolean.TRUE));

        JsonObject deletedToo = JsonObject.builder().put("include_deleted", true).build();
        assertThat(store.read(Callers.inLuxe(), UUID.fromString(id), deletedToo)).isNull();
    }

    private String registered(EntityFixture entity) {
        return register(Role.STAFF, entity).stored().row().id();
    }

    private Changed register(Role role, EntityFixture entity) {
        return registerEntity.handle(new RegisterEntity.Command(Callers.a(role), Callers.inLuxe(), entity.body()));
    }

    private Changed revise(EntityFixture change, @Nullable Long expectedVersion) {
        return reviseEntity.handle(
                new ReviseEntity.Command(Callers.a(Role.STAFF), Callers.inLuxe(), change.body(), expectedVersion));
    }

    private Changed remove(Role role, EntityFixture entity) {
        return removeEntity.handle(new RemoveEntity.Command(Callers.a(role), Callers.inLuxe(), entity.body(), null));
    }

    private Refused refusal(Role role, EntityFixture entity) {
        return refused(() -> register(role, entity));
    }

    private static Refused refused(Runnable doing) {
        Refused refused = catchThrowableOfType(Refused.class, doing::run);
        assertThat(refused).isNotNull();
        return refused;
    }

    private JsonObject item(String id) {
        StoredEntity stored = new ReadEntity(store, new ForgetfulEntityCache())
                .handle(new ReadEntity.Command(
                        Callers.a(Role.VIEWER), Callers.inLuxe(), UUID.fromString(id), JsonObject.EMPTY, false));
        return JsonReader.readObject(stored.text());
    }
}
