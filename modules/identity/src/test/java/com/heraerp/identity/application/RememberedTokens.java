package com.heraerp.identity.application;

import com.heraerp.identity.application.port.Tokens;
import com.heraerp.identity.domain.Claims;
import com.heraerp.identity.domain.Unauthorized;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Tokens that tests wrote down; any other is not believed, nor one that has expired. */
final class RememberedTokens implements Tokens {

    private final Map<String, Claims> tokens = new HashMap<>();
    private final Clock clock;

    RememberedTokens(Clock clock) {
        this.clock = clock;
    }

    void put(String token, Claims claims) {
        tokens.put(token, claims);
    }

    @Override
    public Claims verify(String token) {
        Claims claims = tokens.get(token);
        if (claims == null || !clock.instant().isBefore(claims.expiresAt())) {
            throw Unauthorized.because("not believed");
        }
        return claims;
    }
}
