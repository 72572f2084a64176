package com.heraerp.identity.adapter.out.jose;

import com.heraerp.kernel.settings.TokenSettings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which signatures count. The algorithm never chooses freely among keys: HS256 means the configured secret and nothing
 * else, the asymmetric ones mean published keys of that very kind, everything else ({@code none} too) means no.
 */
final class Signatures {

    private static final Logger LOG = LoggerFactory.getLogger(Signatures.class);

    private static final Set<JWSAlgorithm> ASYMMETRIC = Set.of(
            JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512,
            JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512,
            JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int LARGEST_KEY_SET_BYTES = 256 * 1_024;

    private final Optional<JWSVerifier> secret;
    private final Optional<PublishedKeys> published;

    Signatures(Optional<String> secret, Optional<PublishedKeys> published) {
        this.secret = secret.map(Signatures::macVerifier);
        this.published = published;
    }

    static Signatures of(TokenSettings settings, Clock clock) {
        var retriever = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, LARGEST_KEY_SET_BYTES);
        return new Signatures(
                settings.secret(), settings.jwksUrl().map(url -> new PublishedKeys(url, retriever, clock)));
    }

    private static JWSVerifier macVerifier(String secret) {
        try {
            return new MACVerifier(secret.getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException tooShort) {
            throw new IllegalArgumentException("the token secret needs at least 32 bytes", tooShort);
        }
    }

    /** Whether {@code signature} over {@code signed} was made with a key that is believed for {@code algorithm}. */
    boolean verify(String algorithm, @Nullable String keyId, byte[] signed, byte[] signature) {
        JWSAlgorithm named = new JWSAlgorithm(algorithm);
        JWSHeader header = header(named, keyId);
        if (header == null) {
            return false;
        }
        try {
            JWSVerifier verifier = verifier(header);
            return verifier != null && verifier.verify(header, signed, Base64URL.encode(signature));
        } catch (JOSEException unusable) {
            LOG.debug("a token's signature could not be checked: {}", unusable.getMessage());
            return false;
        }
    }

    private @Nullable JWSVerifier verifier(JWSHeader header) throws JOSEException {
        if (JWSAlgorithm.HS256.equals(header.getAlgorithm())) {
            return secret.orElse(null);
        }
        JWK key = published.flatMap(keys -> keys.find(header)).orElse(null);
        return key instanceof AsymmetricJWK asymmetric
                ? new DefaultJWSVerifierFactory().createJWSVerifier(header, asymmetric.toPublicKey())
                : null;
    }

    /** A header of our own with nothing but algorithm and key id, so that nothing else of the token's can matter. */
    private static @Nullable JWSHeader header(JWSAlgorithm algorithm, @Nullable String keyId) {
        return JWSAlgorithm.HS256.equals(algorithm) || ASYMMETRIC.contains(algorithm)
                ? new JWSHeader.Builder(algorithm).keyID(keyId).build()
                : null;
    }
}
