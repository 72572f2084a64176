package com.heraerp.app.config;

import com.heraerp.kernel.settings.TokenSettings;
import java.util.Optional;

/** Which token keys a process uses: the configured ones, else one that is generated once and kept at home. */
public final class TokenKeys {

    private TokenKeys() {}

    /** Production always has configured keys: the settings refuse it otherwise. */
    public static TokenSettings of(HeraSettings settings) {
        HeraSettings.Tokens configured = settings.tokens();
        boolean generates = configured.secret().isEmpty() && configured.jwksUrl().isEmpty();
        Optional<String> secret = generates
                ? Optional.of(Home.at(settings.home()).secret(Home.TOKEN_SECRET))
                : configured.secret();
        return new TokenSettings(secret, configured.jwksUrl(), configured.issuer(), configured.audience());
    }
}
