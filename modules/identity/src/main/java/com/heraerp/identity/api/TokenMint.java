package com.heraerp.identity.api;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.settings.TokenSettings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Makes HS256 tokens that this installation believes, for development and tests; production has an identity provider. */
public final class TokenMint {

    private static final JWSHeader HEADER = new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

    private final TokenSettings settings;
    private final JWSSigner signer;

    /**
     * @param settings with the secret to sign with; issuer and audience, where configured, go into each token
     * @throws IllegalArgumentException when there is no secret, or one of fewer than 32 bytes
     */
    public TokenMint(TokenSettings settings) {
        this.settings = settings;
        String secret = settings.secret()
                .orElseThrow(() -> new IllegalArgumentException("tokens can be made only with a secret (JWT_SECRET)"));
        try {
            this.signer = new MACSigner(secret.getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException tooShort) {
            throw new IllegalArgumentException("the token secret needs at least 32 bytes", tooShort);
        }
    }

    /**
     * A token in its compact form.
     *
     * @param subject the user's entity id, or the subject stored as {@code auth_subject}
     * @param organization the organization to work in; null: whoever uses the token says it, or it is the only one
     * @param issuedAt now
     * @param lifetime after which it expires, in whole seconds
     */
    public String mint(String subject, @Nullable OrganizationId organization, Instant issuedAt, Duration lifetime) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(subject)
                .issueTime(Date.from(issuedAt))
                .expirationTime(Date.from(issuedAt.plus(lifetime)));
        settings.issuer().ifPresent(claims::issuer);
        settings.audience().ifPresent(claims::audience);
        if (organization != null) {
            claims.claim("organization_id", organization.toString());
        }
        SignedJWT token = new SignedJWT(HEADER, claims.build());
        try {
            token.sign(signer);
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 is always available", impossible);
        }
        return token.serialize();
    }
}
