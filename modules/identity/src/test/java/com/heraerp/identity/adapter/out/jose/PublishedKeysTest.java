package com.heraerp.identity.adapter.out.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.identity.application.AdjustableClock;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.settings.TokenSettings;
import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PublishedKeysTest {

    private static final String SECRET = "a secret of at least thirty-two bytes";
    private static final String CLAIMS = "{\"sub\":\"somebody\",\"exp\":1900000000}";

    private static RSAKey rsa;
    private static RSAKey otherRsa;
    private static ECKey ec;

    private final AdjustableClock clock = new AdjustableClock(Instant.ofEpochSecond(1_800_000_000));
    private final Provider provider = new Provider();
    private final JoseTokens tokens = tokens();

    @BeforeAll
    static void makeKeys() throws JOSEException {
        rsa = new RSAKeyGenerator(2_048).keyID("rsa").keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).generate();
        otherRsa = new RSAKeyGenerator(2_048).keyID("other").generate();
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
    }

    /** An identity provider that publishes what it is told and counts who comes. */
    private static final class Provider implements ResourceRetriever {

        private String published = "{\"keys\":[]}";
        private boolean reachable = true;
        private int visits;

        void publish(JWK... keys) {
            published = new JWKSet(Arrays.asList(keys)).toString(true);
        }

        @Override
        public Resource retrieveResource(URL url) throws IOException {
            visits++;
            if (!reachable) {
                throw new IOException("connection refused");
            }
            return new Resource(published, "application/json");
        }
    }

    private JoseTokens tokens() {
        URI url = URI.create("https://provider.test/keys");
        TokenSettings settings = new TokenSettings(Optional.of(SECRET), Optional.of(url), Optional.empty(),
                Optional.empty());
        return new JoseTokens(
                settings,
                clock,
                new Signatures(settings.secret(), Optional.of(new PublishedKeys(url, provider, clock))));
    }

    private static String token(JWK key, JWSAlgorithm algorithm, String header) throws JOSEException {
        JWSSigner signer = key instanceof RSAKey rsaKey ? new RSASSASigner(rsaKey) : new ECDSASigner(key.toECKey());
        return Tokenizer.signed(header, CLAIMS, algorithm, signer);
    }

    private static String header(Algorithm algorithm, String keyId) {
        return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + keyId + "\"}";
    }

    private static String rs256(RSAKey key) throws JOSEException {
        return token(key, JWSAlgorithm.RS256, header(JWSAlgorithm.RS256, key.getKeyID()));
    }

    private void believes(String token) {
        assertThat(tokens.verify(token).subject()).isEqualTo("somebody");
    }

    private void refuses(String token) {
        assertThatThrownBy(() -> tokens.verify(token))
                .isInstanceOfSatisfying(Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNAUTHORIZED));
    }

    @Test
    void believesPublishedKeysOfEachKind() throws JOSEException {
        provider.publish(rsa, otherRsa, ec);
        believes(rs256(rsa));
        believes(token(otherRsa, JWSAlgorithm.PS512, header(JWSAlgorithm.PS512, "other")));
        believes(token(ec, JWSAlgorithm.ES256, header(JWSAlgorithm.ES256, "ec")));
        believes(Tokenizer.hs256("{\"alg\":\"HS256\"}", CLAIMS, SECRET.getBytes(StandardCharsets.UTF_8)));
        assertThat(provider.visits).isEqualTo(1);
    }

    @Test
    void neverTakesAPublicKeyForASecret() throws JOSEException {
        provider.publish(rsa, ec);
        believes(rs256(rsa));
        byte[] der = rsa.toPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] confused : new byte[][]{
            der, pem.getBytes(StandardCharsets.US_ASCII), pem.strip().getBytes(StandardCharsets.US_ASCII),
            rsa.getModulus().decode(), rsa.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8)
        }) {
            refuses(Tokenizer.hs256(header(JWSAlgorithm.HS256, "rsa"), CLAIMS, confused));
            refuses(Tokenizer.hs256(header(JWSAlgorithm.RS256, "rsa"), CLAIMS, confused));
        }
    }

    @Test
    void neverTakesAPublishedSecret() throws JOSEException {
        byte[] key = "everybody who reads the set knows it".getBytes(StandardCharsets.UTF_8);
        provider.publish(rsa);
        OctetSequenceKey secret = new OctetSequenceKey.Builder(key).keyID("oct").algorithm(JWSAlgorithm.HS256).build();
        provider.published = "{\"keys\":[" + rsa.toPublicJWK() + "," + secret + "]}";
        believes(rs256(rsa));
        refuses(Tokenizer.hs256(header(JWSAlgorithm.HS256, "oct"), CLAIMS, key));
    }

    @Test
    void holdsEachKeyToItsKindAndItsAlgorithm() throws JOSEException {
        provider.publish(rsa, ec);
        refuses(token(rsa, JWSAlgorithm.RS512, header(JWSAlgorithm.RS512, "rsa")));
        refuses(token(rsa, JWSAlgorithm.PS256, header(JWSAlgorithm.PS256, "rsa")));
        refuses(token(rsa, JWSAlgorithm.RS256, header(JWSAlgorithm.RS256, "ec")));
        refuses(token(ec, JWSAlgorithm.ES256, header(JWSAlgorithm.ES256, "rsa")));
        refuses(token(ec, JWSAlgorithm.ES256, header(JWSAlgorithm.ES384, "ec")));
    }

    @Test
    void refusesKeysForEncryptionAndWeakOnes() throws JOSEException {
        RSAKey forEncryption = new RSAKey.Builder(otherRsa).keyUse(KeyUse.ENCRYPTION).build();
        RSAKey weak = new RSAKeyGenerator(1_024, true).keyID("weak").generate();
        provider.publish(forEncryption, weak);
        refuses(rs256(otherRsa));
        JWSSigner weakly = new RSASSASigner(weak.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()));
        refuses(Tokenizer.signed(header(JWSAlgorithm.RS256, "weak"), CLAIMS, JWSAlgorithm.RS256, weakly));
    }

    @Test
    void refusesKeysThatTheTokenBringsAlong() throws JOSEException {
        provider.publish(rsa);
        String key = otherRsa.toPublicJWK().toString();
        refuses(token(otherRsa, JWSAlgorithm.RS256, "{\"alg\":\"RS256\",\"jwk\":" + key + "}"));
        refuses(token(otherRsa, JWSAlgorithm.RS256, "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"jwk\":" + key + "}"));
        refuses(token(otherRsa, JWSAlgorithm.RS256,
                "{\"alg\":\"RS256\",\"kid\":\"other\",\"jku\":\"http://127.0.0.1:1/keys\"}"));
        refuses(token(otherRsa, JWSAlgorithm.RS256,
                "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"x5u\":\"http://127.0.0.1:1/cert\"}"));
    }

    @Test
    void takesATokenWithoutKeyIdOnlyWhenOneKeyFits() throws JOSEException {
        provider.publish(rsa, ec);
        believes(token(rsa, JWSAlgorithm.RS256, "{\"alg\":\"RS256\"}"));
        provider.publish(rsa, otherRsa);
        clock.pass(PublishedKeys.FRESH);
        refuses(token(rsa, JWSAlgorithm.RS256, "{\"alg\":\"RS256\"}"));
        believes(rs256(rsa));
    }

    @Test
    void refusesAnyFlippedBitOfAnAsymmetricSignature() throws JOSEException {
        provider.publish(ec);
        String token = token(ec, JWSAlgorithm.ES256, header(JWSAlgorithm.ES256, "ec"));
        for (int i = 0; i < 256; i++) {
            int position = i * token.length() / 256;
            StringBuilder flipped = new StringBuilder(token);
            flipped.setCharAt(position, (char) (token.charAt(position) ^ 1 << i % 7));
            refuses(flipped.toString());
        }
    }

    @Test
    void fetchesForAnUnknownKeyAtMostEveryTenSeconds() throws JOSEException {
        provider.publish(rsa);
        believes(rs256(rsa));
        provider.publish(rsa, otherRsa);
        for (int i = 0; i < 1_000; i++) {
            refuses(token(ec, JWSAlgorithm.ES256, header(JWSAlgorithm.ES256, "invented " + i)));
        }
        refuses(rs256(otherRsa));
        assertThat(provider.visits).isEqualTo(1);
        clock.pass(PublishedKeys.PAUSE);
        believes(rs256(otherRsa));
        assertThat(provider.visits).isEqualTo(2);
    }

    @Test
    void knownKeysKeepWorkingWhileTheProviderIsAway() throws JOSEException {
        provider.publish(rsa);
        believes(rs256(rsa));
        provider.reachable = false;
        clock.pass(Duration.ofHours(3));
        for (int i = 0; i < 10; i++) {
            believes(rs256(rsa));
            refuses(rs256(otherRsa));
        }
        assertThat(provider.visits).isEqualTo(2);
        provider.published = "<html>sign in</html>";
        provider.reachable = true;
        clock.pass(PublishedKeys.PAUSE);
        believes(rs256(rsa));
        assertThat(provider.visits).isEqualTo(3);
    }

    @Test
    void forgetsAWithdrawnKeyWithinFiveMinutes() throws JOSEException {
        provider.publish(rsa, otherRsa);
        believes(rs256(rsa));
        provider.publish(otherRsa);
        clock.pass(PublishedKeys.FRESH.minusNanos(1));
        believes(rs256(rsa));
        clock.pass(Duration.ofNanos(1));
        refuses(rs256(rsa));
    }

    @Test
    void refusesEverythingWhenTheProviderWasNeverReached() throws JOSEException {
        provider.reachable = false;
        refuses(rs256(rsa));
        refuses(rs256(rsa));
        assertThat(provider.visits).isEqualTo(1);
    }
}
