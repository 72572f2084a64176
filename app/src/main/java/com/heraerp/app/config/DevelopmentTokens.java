package com.heraerp.app.config;

import com.heraerp.kernel.StartRefused;
import com.heraerp.kernel.settings.TokenSettings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Mints the tokens that an identity provider issues elsewhere. For development: production refuses before it comes here. */
public final class DevelopmentTokens {

    private DevelopmentTokens() {}

    /**
     * Signs a token.
     *
     * @param settings with a secret; a required issuer and audience are put in
     * @param user becomes {@code sub}
     * @param organization becomes {@code organization_id}; empty: none
     * @param life from now to {@code exp}
     * @param now becomes {@code iat}
     * @return an HS256 token in compact form
     * @throws StartRefused when there is no secret to sign with
     */
    public static String mint(
            TokenSettings settings, String user, Optional<String> organization, Duration life, Instant now) {
        String secret = settings.secret().orElseThrow(() -> StartRefused.variable(
                "JWT_SECRET", "is required to mint a token: with JWT_JWKS_URL alone the identity provider does"));
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(user)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)));
        organization.ifPresent(id -> claims.claim("organization_id", id));
        settings.issuer().ifPresent(claims::issuer);
        settings.audience().ifPresent(claims::audience);
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
        try {
            token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException failure) {
            throw new IllegalStateException("a checked secret must sign", failure);
        }
        return token.serialize();
    }
}
