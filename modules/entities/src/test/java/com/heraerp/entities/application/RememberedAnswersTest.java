package com.heraerp.entities.application;

import static com.heraerp.entities.EntityFixture.aProduct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.entities.Callers;
import com.heraerp.entities.application.port.EntityCache;
import com.heraerp.entities.application.port.FakeEntityStore;
import com.heraerp.entities.application.port.ListingCache;
import com.heraerp.entities.application.port.StoredEntity;
import com.heraerp.entities.domain.EntityQuery;
import com.heraerp.guardrails.api.Guardrails;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is given a remembered answer, and who is not. */
class RememberedAnswersTest {

    private final FakeEntityStore store = new FakeEntityStore();
    private final Remembering cache = new Remembering();
    private final ReadEntity readEntity = new ReadEntity(store, cache);
    private final ListEntities listEntities = new ListEntities(store, cache);
    private final EntityQuery query = EntityQuery.builder().limit(5).build();

    /** Remembers for ever, whatever changes. */
    private static final class Remembering implements EntityCache, ListingCache {

        private final Map<UUID, StoredEntity> entities = new HashMap<>();
        private final Map<EntityQuery, byte[]> pages = new HashMap<>();

        @Override
        public @Nullable StoredEntity remembered(UUID organizationId, UUID id, JsonObject includes) {
            return entities.get(id);
        }

        @Override
        public StoredEntity get(UUID organizationId, UUID id, JsonObject includes, Supplier<StoredEntity> read) {
            return entities.computeIfAbsent(id, missing -> read.get());
        }

        @Override
        public byte @Nullable [] remembered(UUID organizationId, EntityQuery query) {
            return pages.get(query);
        }

        @Override
        public byte[] get(UUID organizationId, EntityQuery query, Supplier<byte[]> read) {
            return pages.computeIfAbsent(query, missing -> read.get());
        }
    }

    private ReadEntity.Command one(UUID id, boolean fresh) {
        return new ReadEntity.Command(Callers.a(Role.VIEWER), Callers.inLuxe(), id, JsonObject.EMPTY, fresh);
    }

    private ListEntities.Command page(boolean fresh) {
        return new ListEntities.Command(Callers.a(Role.VIEWER), Callers.inLuxe(), query, fresh);
    }

    private UUID registered() {
        return UUID.fromString(new RegisterEntity(new EntityGuard(new Guardrails()), store)
                .handle(new RegisterEntity.Command(
                        Callers.a(Role.STAFF), Callers.inLuxe(), aProduct().body()))
                .stored()
                .row().id());
    }

    @Test
    void readsAnEntityOnce() {
        UUID id = registered();
        assertThat(readEntity.atOnce(one(id, false))).isNull();
        StoredEntity read = readEntity.handle(one(id, false));
        int calls = store.calls();

        assertThat(readEntity.handle(one(id, false))).isSameAs(read);
        assertThat(readEntity.atOnce(one(id, false))).isSameAs(read);
        assertThat(store.calls()).isEqualTo(calls);
    }

    @Test
    void readsAnEntityAgainForWhoWantsItFresh() {
        UUID id = registered();
        readEntity.handle(one(id, false));
        int calls = store.calls();

        assertThat(readEntity.atOnce(one(id, true))).isNull();
        readEntity.handle(one(id, true));

        assertThat(store.calls()).isEqualTo(calls + 1);
    }

    @Test
    void readsAPageOnceAndAgainForWhoWantsItFresh() {
        assertThat(listEntities.atOnce(page(false))).isNull();
        byte[] read = listEntities.handle(page(false));
        int calls = store.calls();

        assertThat(listEntities.handle(page(false))).isSameAs(read);
        assertThat(listEntities.atOnce(page(false))).isSameAs(read);
        assertThat(store.calls()).isEqualTo(calls);
        assertThat(listEntities.atOnce(page(true))).isNull();
        listEntities.handle(page(true));
        assertThat(store.calls()).isEqualTo(calls + 1);
    }

    @Test
    void givesNobodyARememberedPageWhoMayNotList() {
        listEntities.handle(page(false));
        ListEntities.Command platform = new ListEntities.Command(
                new ActorContext(UUID.randomUUID(), OrganizationId.PLATFORM, Role.ADMIN, true), Callers.inLuxe(), query,
                false);

        assertThatThrownBy(() -> listEntities.atOnce(platform)).isInstanceOf(Refused.class);
    }
}
