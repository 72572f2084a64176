package com.heraerp.app.http;

import com.heraerp.identity.api.Authenticator;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows {@code Bearer good} at once and {@code Bearer slow} only after asking. */
@Singleton
@Primary
@Requires(property = "trial.enabled")
class TrialAuthenticator implements Authenticator {

    static final UUID USER = UUID.fromString("a0000000-0000-4000-8000-0000000000a1");
    private static final ActorContext ACTOR = new ActorContext(USER, new OrganizationId(UUID.randomUUID()), Role.OWNER,
            false);

    @Override
    public @Nullable ActorContext cached(@Nullable String authorization, @Nullable String organization) {
        return "Bearer good".equals(authorization) ? ACTOR : null;
    }

    @Override
    public ActorContext authenticate(@Nullable String authorization, @Nullable String organization) {
        if ("Bearer slow".equals(authorization) && Thread.currentThread().isVirtual()) {
            return ACTOR;
        }
        throw Refused.because(Refusal.UNAUTHORIZED, "Authentication required");
    }

    @Override
    public Instant expiry(@Nullable String authorization) {
        return Instant.MAX;
    }
}
