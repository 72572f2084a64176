package com.heraerp.identity.application;

import com.heraerp.cache.api.Aged;
import com.heraerp.cache.api.Cache;
import com.heraerp.cache.api.CachePolicy;
import com.heraerp.cache.api.Caches;
import com.heraerp.cache.api.Read;
import com.heraerp.cache.api.TenantCache;
import com.heraerp.cache.api.TenantKey;
import com.heraerp.identity.api.Authenticator;
import com.heraerp.identity.application.port.Memberships;
import com.heraerp.identity.application.port.Tokens;
import com.heraerp.identity.domain.Claims;
import com.heraerp.identity.domain.Unauthorized;
import com.heraerp.identity.domain.User;
import com.heraerp.identity.domain.Uuids;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the token each time, and asks for the memberships at most every five seconds, or when one was changed through
 * the change log. Only the answer is remembered, never the memberships it came from: two ages would add up. Other processes
 * are told the answer, never the token; its age goes with it.
 */
@Singleton
public final class AuthenticateCaller implements Authenticator {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final Memberships memberships;
    private final Clock clock;
    private final Cache<Presented, Admitted> admitted;
    private final TenantCache<ActorContext> actors;

    private record Presented(String authorization, @Nullable String organization) {}

    private record Admitted(ActorContext actor, Instant expiresAt) {}

    public AuthenticateCaller(Tokens tokens, Memberships memberships, Caches caches, Clock clock) {
        this.tokens = tokens;
        this.memberships = memberships;
        this.clock = clock;
        this.actors = caches.openForTenants("actors", CachePolicy.AUTHORIZATION, new ActorCodec());
        this.admitted = caches.open("authorization", CachePolicy.AUTHORIZATION,
                (known, since) -> actors.isUntouched(
                        known.actor.organizationId().value(), known.actor.userId(), since));
    }

    @Override
    public ActorContext authenticate(@Nullable String authorization, @Nullable String organization) {
        Claims claims = tokens.verify(token(authorization));
        OrganizationId named = organization == null ? claims.organization() : fromHeader(organization);
        return admitted.getAged(new Presented(String.valueOf(authorization), organization), () -> {
            Aged<ActorContext> actor = actor(claims, named);
            return new Aged<>(new Admitted(actor.value(), claims.expiresAt()), actor.left());
        }).actor();
    }

    /** Shared where organization and user are known before they are looked up: that is what it is kept under. */
    private Aged<ActorContext> actor(Claims claims, @Nullable OrganizationId named) {
        Optional<UUID> user = Uuids.parse(claims.subject());
        return named == null || user.isEmpty()
                ? Aged.fully(user(claims).actingIn(named))
                : actors.getBeyond(new TenantKey(named.value(), user.get(), 0),
                        () -> new Read<>(user(claims).actingIn(named), null, null));
    }

    @Override
    public @Nullable ActorContext cached(@Nullable String authorization, @Nullable String organization) {
        if (authorization == null || authorization.length() > SCHEME.length() + Tokens.LONGEST) {
            return null;
        }
        Admitted known = admitted.peek(new Presented(authorization, organization));
        return known != null && clock.instant().isBefore(known.expiresAt()) ? known.actor() : null;
    }

    @Override
    public Instant expiry(@Nullable String authorization) {
        return tokens.verify(token(authorization)).expiresAt();
    }

    private User user(Claims claims) {
        return memberships.of(claims.subject())
                .orElseThrow(() -> Refused.because(Refusal.FORBIDDEN, "You are not a member of any organization"));
    }

    private static String token(@Nullable String authorization) {
        if (authorization == null) {
            throw Unauthorized.because("there is no Authorization header");
        }
        if (authorization.length() > SCHEME.length() + Tokens.LONGEST) {
            throw Unauthorized.because("the token is longer than " + Tokens.LONGEST + " characters");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Unauthorized.because("the Authorization header holds no bearer token");
        }
        return authorization.substring(SCHEME.length());
    }

    private static OrganizationId fromHeader(String organization) {
        return Uuids.parse(organization)
                .map(OrganizationId::new)
                .orElseThrow(() -> Refused.field(
                        ORGANIZATION_HEADER, "The header " + ORGANIZATION_HEADER + " must be an organization's UUID"));
    }
}
