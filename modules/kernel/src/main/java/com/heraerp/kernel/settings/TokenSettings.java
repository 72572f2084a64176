package com.heraerp.kernel.settings;

import java.net.URI;
import java.util.Optional;

/**
 * Which bearer tokens are believed. At least one of {@code secret} and {@code jwksUrl} is present.
 *
 * @param secret the HS256 key; its UTF-8 bytes are the key, 32 of them at least
 * @param jwksUrl where the identity provider publishes its public keys
 * @param issuer the only accepted {@code iss}; empty: any
 * @param audience must be among {@code aud}; empty: any
 */
public record TokenSettings(
        Optional<String> secret, Optional<URI> jwksUrl, Optional<String> issuer, Optional<String> audience) {

    public TokenSettings {
        if (secret.isEmpty() && jwksUrl.isEmpty()) {
            throw new IllegalArgumentException("a token key is required: a secret or a JWKS address");
        }
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "TokenSettings[secret=" + (secret.isPresent() ? "***" : "none") + ", jwksUrl=" + jwksUrl + ", issuer="
                + issuer + ", audience=" + audience + "]";
    }
}
