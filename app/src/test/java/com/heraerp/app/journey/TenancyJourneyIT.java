package com.heraerp.app.journey;

import static com.heraerp.app.journey.GivenEntity.ENTITIES;
import static com.heraerp.app.journey.GivenEntity.product;
import static com.heraerp.app.journey.GivenEntity.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.db.Demo;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One organization before the eyes of another. */
class TenancyJourneyIT {

    private final Caller staff = RunningHera.as(Demo.STAFF);

    @Test
    void hidesOneOrganizationFromAnother() {
        String id = staff.post(ENTITIES, product(unique("TENANT"))).text("entity_id");
        Caller bella = RunningHera.as(Demo.BELLA_OWNER, Demo.BELLA);

        for (String path : List.of("/" + id, "/" + id + "/history")) {
            Answer foreign = bella.get(ENTITIES + path);
            Answer unknown = bella.get(ENTITIES + path.replace(id, UUID.randomUUID().toString()));
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(foreign.text("message")).isEqualTo(unknown.text("message"));
        }
        assertThat(bella.put(ENTITIES, "{\"entity_id\":\"" + id + "\",\"entity_name\":\"Stolen\"}").status())
                .isEqualTo(404);
        assertThat(bella.get(ENTITIES + "?entity_id=" + id).number("count")).isZero();
        assertThat(
                staff.post(ENTITIES, product("X").replaceFirst("\\{", "{\"organization_id\":\"" + Demo.BELLA + "\","))
                        .status())
                .isEqualTo(403);
    }
}
