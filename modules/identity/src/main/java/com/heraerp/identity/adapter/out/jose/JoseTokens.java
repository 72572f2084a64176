package com.heraerp.identity.adapter.out.jose;

import com.heraerp.identity.application.port.Tokens;
import com.heraerp.identity.domain.Claims;
import com.heraerp.identity.domain.Unauthorized;
import com.heraerp.identity.domain.Uuids;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.settings.TokenSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signed tokens in compact form. A token is read by our own strict reader (one spelling per token, no name twice); of its
 * header only {@code alg}, {@code kid}, {@code typ} and {@code crit} count: a key or an address that a token brings
 * along ({@code jwk}, {@code jku}, {@code x5u}) is never looked at.
 */
@Singleton
final class JoseTokens implements Tokens {

    /** How far the clocks of this machine and the identity provider may differ, in seconds. */
    static final BigDecimal SKEW = BigDecimal.valueOf(30);

    private static final int LONGEST_SUBJECT = 255;
    private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(253_402_300_799L);
    private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/jwt", "application/at+jwt");
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Signatures signatures;
    private final Optional<String> issuer;
    private final Optional<String> audience;
    private final Clock clock;

    @Inject
    JoseTokens(TokenSettings settings, Clock clock) {
        this(settings, clock, Signatures.of(settings, clock));
    }

    JoseTokens(TokenSettings settings, Clock clock, Signatures signatures) {
        this.signatures = signatures;
        this.issuer = settings.issuer();
        this.audience = settings.audience();
        this.clock = clock;
    }

    @Override
    public Claims verify(String token) {
        if (token.length() > LONGEST) {
            throw Unauthorized.because("the token is longer than " + LONGEST + " characters");
        }
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            throw malformed();
        }
        JsonObject header = object(token.substring(0, first));
        JsonObject claims = object(token.substring(first + 1, second));
        byte[] signature = decode(token.substring(second + 1));
        byte[] signed = token.substring(0, second).getBytes(StandardCharsets.US_ASCII);
        requireType(header);
        if (!signatures.verify(text(header, "alg"), optionalText(header, "kid"), signed, signature)) {
            throw Unauthorized.because("the token's signature is not one of a key believed here");
        }
        return believed(claims);
    }

    private static void requireType(JsonObject header) {
        String type = optionalText(header, "typ");
        if (type != null && !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            throw Unauthorized.because("the token is of another type than JWT");
        }
        // "crit" lists extensions that must be understood; none is understood here (RFC 7515, 4.1.11).
        if (header.get("crit") != null) {
            throw Unauthorized.because("the token asks for an extension that is not supported");
        }
    }

    private Claims believed(JsonObject claims) {
        BigDecimal expiresAt = requireTimes(claims);
        if (issuer.isPresent() && !issuer.get().equals(claims.text("iss"))) {
            throw Unauthorized.because("the token comes from another issuer");
        }
        if (audience.isPresent() && !names(claims.get("aud"), audience.get())) {
            throw Unauthorized.because("the token is meant for another audience");
        }
        String subject = text(claims, "sub");
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw malformed();
        }
        Instant end = Instant.ofEpochSecond(expiresAt.min(LAST_SECOND).longValue());
        return new Claims(subject, organization(claims), end);
    }

    private BigDecimal requireTimes(JsonObject claims) {
        Instant instant = clock.instant();
        BigDecimal now = BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
        if (!(claims.get("exp") instanceof JsonNumber(BigDecimal expiresAt))) {
            throw Unauthorized.because("the token has no expiry");
        }
        if (now.compareTo(expiresAt.add(SKEW)) >= 0) {
            throw Unauthorized.because("the token has expired");
        }
        JsonValue notBefore = claims.get("nbf");
        if (notBefore == null) {
            return expiresAt;
        }
        if (!(notBefore instanceof JsonNumber(BigDecimal from)) || now.compareTo(from.subtract(SKEW)) < 0) {
            throw Unauthorized.because("the token is not valid yet");
        }
        return expiresAt;
    }

    private static boolean names(@Nullable JsonValue audiences, String wanted) {
        JsonString name = new JsonString(wanted);
        return name.equals(audiences) || audiences instanceof JsonArray(var values) && values.contains(name);
    }

    private static @Nullable OrganizationId organization(JsonObject claims) {
        String text = claims.has("organization_id") ? text(claims, "organization_id") : null;
        return text == null
                ? null
                : new OrganizationId(Uuids.parse(text).orElseThrow(JoseTokens::malformed));
    }

    private static String text(JsonObject object, String name) {
        if (object.get(name) instanceof JsonString(String value)) {
            return value;
        }
        throw malformed();
    }

    private static @Nullable String optionalText(JsonObject object, String name) {
        return object.get(name) == null ? null : text(object, name);
    }

    private static JsonObject object(String part) {
        try {
            return JsonReader.readObject(decode(part));
        } catch (Refused noObject) {
            throw malformed();
        }
    }

    /** Decodes strictly: the same bytes have one spelling, so that a changed token is never the same token. */
    private static byte[] decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (BASE64URL.encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException noBase64) {
            throw malformed();
        }
        throw malformed();
    }

    private static Refused malformed() {
        return Unauthorized.because("the token is malformed");
    }
}
