package com.heraerp.identity.adapter.out.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.identity.api.TokenMint;
import com.heraerp.identity.application.AdjustableClock;
import com.heraerp.identity.domain.Claims;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.settings.TokenSettings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JoseTokensTest {

    private static final String SECRET = "a secret of at least thirty-two bytes";
    private static final byte[] KEY = SECRET.getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final TokenSettings SETTINGS = new TokenSettings(Optional.of(SECRET), Optional.empty(),
            Optional.empty(), Optional.empty());

    private final AdjustableClock clock = new AdjustableClock(NOW);
    private final JoseTokens tokens = new JoseTokens(SETTINGS, clock);

    private static String claims(String more) {
        return "{\"sub\":\"somebody\",\"exp\":1800000600" + more + "}";
    }

    private static String token(String claims) {
        return Tokenizer.hs256(HEADER, claims, KEY);
    }

    private void refuses(String token) {
        refuses(tokens, token);
    }

    private static void refuses(JoseTokens tokens, String token) {
        Refused refused = catchThrowableOfType(Refused.class, () -> tokens.verify(token));
        assertThat(refused).as(token.length() > 2_000 ? "long" : token).isNotNull();
        assertThat(refused.refusal()).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(refused.message()).isEqualTo("Authentication required");
    }

    @Test
    void believesWhatTheMintMade() {
        OrganizationId organization = new OrganizationId(UUID.randomUUID());
        String token = new TokenMint(SETTINGS).mint("somebody", organization, NOW, Duration.ofMinutes(5));
        assertThat(tokens.verify(token)).isEqualTo(new Claims("somebody", organization, NOW.plusSeconds(300)));
        String plain = new TokenMint(SETTINGS).mint("somebody", null, NOW, Duration.ofMinutes(5));
        assertThat(tokens.verify(plain)).isEqualTo(new Claims("somebody", null, NOW.plusSeconds(300)));
    }

    @Test
    void mintNeedsALongEnoughSecret() {
        assertThatThrownBy(() -> new TokenMint(new TokenSettings(
                Optional.of("short"), Optional.empty(), Optional.empty(), Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnySingleFlippedBit() {
        String token = token(claims(",\"organization_id\":\"a0000000-0000-4000-8000-000000000001\""));
        assertThat(tokens.verify(token).subject()).isEqualTo("somebody");
        assertThat(token.length() * 8).isGreaterThan(256);
        for (int position = 0; position < token.length(); position++) {
            for (int bit = 0; bit < 8; bit++) {
                StringBuilder flipped = new StringBuilder(token);
                flipped.setCharAt(position, (char) (token.charAt(position) ^ 1 << bit));
                refuses(flipped.toString());
            }
        }
    }

    @Test
    void refusesAMegabyte() {
        refuses("a".repeat(1 << 20));
        refuses(token(claims(",\"filler\":\"" + "x".repeat(1 << 20) + "\"")));
        refuses(token(claims(",\"filler\":\"" + "x".repeat(8_192) + "\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "", "HS256 ", "hs256", "HS1", "dir"})
    void refusesAlgorithmsThatSignNothing(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
        refuses(Tokenizer.part(header) + "." + Tokenizer.part(claims("")) + ".");
        refuses(Tokenizer.hs256(header, claims(""), KEY));
    }

    @Test
    void refusesOtherMacsThanHs256() throws JOSEException {
        byte[] longKey = (SECRET + SECRET).getBytes(StandardCharsets.UTF_8);
        JoseTokens withLongKey = new JoseTokens(
                new TokenSettings(Optional.of(SECRET + SECRET), Optional.empty(), Optional.empty(), Optional.empty()),
                clock);
        String hs512 = Tokenizer.signed("{\"alg\":\"HS512\"}", claims(""), JWSAlgorithm.HS512, new MACSigner(longKey));
        refuses(withLongKey, hs512);
        assertThat(withLongKey.verify(Tokenizer.hs256(HEADER, claims(""), longKey)).subject()).isEqualTo("somebody");
    }

    @Test
    void refusesAnotherSecret() {
        refuses(Tokenizer.hs256(HEADER, claims(""),
                "another secret of at least 32 bytes!!".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"typ\":\"JWT\"}", "{\"alg\":5}", "{\"alg\":null}", "[]", "\"HS256\"", "", "{",
        "{\"alg\":\"HS256\",\"typ\":\"secevent+jwt\"}", "{\"alg\":\"HS256\",\"typ\":\"JWE\"}",
        "{\"alg\":\"HS256\",\"typ\":7}",
        "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}", "{\"alg\":\"HS256\",\"crit\":[]}",
        "{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}", "{\"alg\":\"HS256\",\"kid\":1}",
        "{\"alg\":\"none\",\"alg\":\"HS256\"}", "{\"alg\":\"HS256\",\"alg\":\"HS256\"}"
    })
    void refusesHeadersThatAreNotOurs(String header) {
        refuses(Tokenizer.hs256(header, claims(""), KEY));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"alg\":\"HS256\"}", "{\"alg\":\"HS256\",\"typ\":\"jwt\"}", "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}",
        "{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}",
        "{\"alg\":\"HS256\",\"jku\":\"http://127.0.0.1:1/\",\"x5u\":\"http://127.0.0.1:1/\"}"
    })
    void believesTheSignatureWhateverElseTheHeaderClaims(String header) {
        assertThat(tokens.verify(Tokenizer.hs256(header, claims(""), KEY)).subject()).isEqualTo("somebody");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"exp\":1800000600}", "{\"sub\":\"\",\"exp\":1800000600}", "{\"sub\":7,\"exp\":1800000600}",
        "{\"sub\":null,\"exp\":1800000600}",
        "{\"sub\":\"s\"}", "{\"sub\":\"s\",\"exp\":\"1800000600\"}", "{\"sub\":\"s\",\"exp\":null}",
        "{\"sub\":\"s\",\"exp\":-1}",
        "{\"sub\":\"s\",\"exp\":1e400}", "{\"sub\":\"s\",\"exp\":NaN}",
        "{\"sub\":\"s\",\"exp\":1800000600,\"exp\":1900000000}", "{\"sub\":\"s\",\"sub\":\"t\",\"exp\":1800000600}",
        "{\"sub\":\"s\",\"exp\":1800000600,\"x\":{\"a\":1,\"a\":2}}", "{\"sub\":\"s\\u0000\",\"exp\":1800000600}",
        "{\"sub\":\"s\",\"exp\":1800000600,\"nbf\":\"0\"}",
        "{\"sub\":\"s\",\"exp\":1800000600,\"organization_id\":\"LUXE\"}",
        "{\"sub\":\"s\",\"exp\":1800000600,\"organization_id\":1}", "{\"sub\":\"s\",\"exp\":1800000600} ", "[]", "null",
        ""
    })
    void refusesClaimsThatAreMissingTwiceOrOfTheWrongKind(String claims) {
        String trailing = claims.endsWith(" ") ? claims + "{}" : claims;
        refuses(token(trailing));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a", "a.b", "a.b.c", "a.b.c.d", "é.é.é", " . . "})
    void refusesWhatIsNoToken(String text) {
        refuses(text);
    }

    @Test
    void refusesASecondSpellingOfTheSameToken() {
        String token = token(claims(""));
        refuses(token + "=");
        refuses(token + "\n");
        refuses(" " + token);
        refuses(token.replaceFirst("\\.", "=."));
        refuses(token + ".");
    }

    @Test
    void expiresThirtySecondsAfterItsExpiryAndNotBefore() {
        String token = token(claims(""));
        clock.pass(Duration.ofSeconds(630).minusNanos(1));
        assertThat(tokens.verify(token).expiresAt()).isEqualTo(Instant.ofEpochSecond(1_800_000_600));
        clock.pass(Duration.ofNanos(1));
        refuses(token);
    }

    @Test
    void isValidFromThirtySecondsBeforeItsBeginning() {
        String token = token(claims(",\"nbf\":1800000100"));
        clock.pass(Duration.ofSeconds(70).minusNanos(1));
        refuses(token);
        clock.pass(Duration.ofNanos(1));
        assertThat(tokens.verify(token).subject()).isEqualTo("somebody");
    }

    @Test
    void takesFractionsOfSecondsAndTheFarFuture() {
        assertThat(tokens.verify(token("{\"sub\":\"s\",\"exp\":1800000000.5}")).subject()).isEqualTo("s");
        assertThat(tokens.verify(token("{\"sub\":\"s\",\"exp\":1e200}")).expiresAt())
                .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @Test
    void checksIssuerAndAudienceWhereTheyAreConfigured() {
        TokenSettings strict = new TokenSettings(
                Optional.of(SECRET), Optional.empty(), Optional.of("https://issuer"), Optional.of("hera"));
        JoseTokens checked = new JoseTokens(strict, clock);
        String issuer = ",\"iss\":\"https://issuer\"";
        for (String good : new String[]{issuer + ",\"aud\":\"hera\"", issuer + ",\"aud\":[\"x\",\"hera\"]"}) {
            assertThat(checked.verify(token(claims(good))).subject()).isEqualTo("somebody");
        }
        for (String bad : new String[]{
            "", issuer, ",\"aud\":\"hera\"", issuer + ",\"aud\":\"Hera\"", issuer + ",\"aud\":[]",
            issuer + ",\"aud\":[[\"hera\"]]",
            issuer + ",\"aud\":{\"hera\":1}", ",\"iss\":\"https://issuer/\",\"aud\":\"hera\"",
            ",\"iss\":[\"https://issuer\"],\"aud\":\"hera\""
        }) {
            refuses(checked, token(claims(bad)));
        }
        String minted = new TokenMint(strict).mint("somebody", null, NOW, Duration.ofMinutes(5));
        assertThat(checked.verify(minted).subject()).isEqualTo("somebody");
    }
}
