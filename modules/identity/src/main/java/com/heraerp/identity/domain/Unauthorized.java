package com.heraerp.identity.domain;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;

/** The one refusal of callers who did not prove who they are. */
public final class Unauthorized {

    private Unauthorized() {}

    /** A 401 whose message is always the same; {@code reason} helps whoever holds the token and names no secret. */
    public static Refused because(String reason) {
        return Refused.because(Refusal.UNAUTHORIZED, "Authentication required").withDetails(reason);
    }
}
