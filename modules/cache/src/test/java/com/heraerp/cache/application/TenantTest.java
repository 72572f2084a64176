package com.heraerp.cache.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.postgres.Commit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantTest {

    private static final UUID ORGANIZATION = new UUID(1, 1);
    private static final UUID CALLER = new UUID(2, 2);
    private static final long CREATED = 1_000;

    private final Tenant tenant = new Tenant(ORGANIZATION, "0", CREATED);

    /** Ten seconds of a thousand writes each: a caller whom none of them concerns is not looked up again with each. */
    @Test
    void tellsApartWhatManyWritesTouch() {
        for (int write = 0; write < 10_000; write++) {
            touch(new UUID(3, write), CREATED + 2 + write);
        }

        assertThat(tenant.isUntouched(CALLER, CREATED + 1)).isTrue();
        assertThat(tenant.isUntouched(new UUID(3, 9_999), CREATED + 1)).isFalse();
    }

    @Test
    void trustsNothingFromBeforeOnceTheyAreTooManyToTellApart() {
        for (int write = 0; write < 40_000; write++) {
            touch(new UUID(3, write), CREATED + 2 + write);
        }

        assertThat(tenant.isUntouched(CALLER, CREATED + 1)).isFalse();
        assertThat(tenant.isUntouched(CALLER, CREATED + 50_000)).isTrue();
    }

    private void touch(UUID subject, long at) {
        tenant.touch(new Commit(ORGANIZATION, false, Set.of(subject)), at);
    }
}
