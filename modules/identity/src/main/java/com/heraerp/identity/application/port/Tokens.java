package com.heraerp.identity.application.port;

import com.heraerp.identity.domain.Claims;
import com.heraerp.kernel.Refused;

/** Bearer tokens, believed or not. */
public interface Tokens {

    /** The longest token that is looked at, in characters. */
    int LONGEST = 8_192;

    /**
     * What a token says, once its signature, its times, its issuer and its audience were checked.
     *
     * @param token the compact form, as it came
     * @throws Refused 401 for every token that is not to be believed; its details say why
     */
    Claims verify(String token);
}
