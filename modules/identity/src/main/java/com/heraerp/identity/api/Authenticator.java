package com.heraerp.identity.api;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Says who calls, for which organization and in which role (contract, "Who is calling"). */
public interface Authenticator {

    /** The request header that names the organization. */
    String ORGANIZATION_HEADER = "x-hera-org";

    /**
     * The caller of a request. May wait for the database or the identity provider: not for event loops.
     *
     * @param authorization the {@code Authorization} header, null when absent
     * @param organization the {@code x-hera-org} header, null when absent
     * @throws Refused 401 without a believable token; 400 when the organization header is no UUID, or when the user has several
     *     organizations and none is named (the context lists them); 403 for an unknown user and for an organization the user
     *     is no member of, whether it exists or not; 503 when memberships cannot be read
     */
    ActorContext authenticate(@Nullable String authorization, @Nullable String organization);

    /**
     * What {@link #authenticate} answered for the same two headers within the last five seconds, or null when it has to
     * be asked. Never waits; for event loops.
     */
    @Nullable
    ActorContext cached(@Nullable String authorization, @Nullable String organization);

    /**
     * When the token of an {@code Authorization} header expires, for whoever stays connected with it.
     *
     * @throws Refused 401 without a believable token
     */
    Instant expiry(@Nullable String authorization);
}
