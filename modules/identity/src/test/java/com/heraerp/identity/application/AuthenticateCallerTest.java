package com.heraerp.identity.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.heraerp.cache.api.Caches;
import com.heraerp.identity.domain.Claims;
import com.heraerp.identity.domain.Membership;
import com.heraerp.identity.domain.User;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.settings.CacheSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AuthenticateCallerTest {

    private static final OrganizationId LUXE = organization("a0000000-0000-4000-8000-000000000001");
    private static final OrganizationId BELLA = organization("b0000000-0000-4000-8000-000000000001");
    private static final UUID LUXE_OWNER = UUID.fromString("a0000000-0000-4000-8000-0000000000a1");
    private static final UUID OF_BOTH = UUID.fromString("ab000000-0000-4000-8000-0000000000ab");

    private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-01-15T10:00:00Z"));
    private final RememberedTokens tokens = new RememberedTokens(clock);
    private final RememberedMemberships memberships = new RememberedMemberships();
    private final AuthenticateCaller authenticator = new AuthenticateCaller(
            tokens,
            memberships,
            Caches.alone(new CacheSettings(Duration.ofHours(1), 100, Optional.empty()), clock::nanos),
            clock);

    private final String owner = tokenOf(LUXE_OWNER, null);
    private final String ofBoth = tokenOf(OF_BOTH, null);

    AuthenticateCallerTest() {
        memberships.put(new User(LUXE_OWNER, null, List.of(member(LUXE, Role.OWNER))));
        memberships.put(new User(OF_BOTH, null, List.of(member(LUXE, Role.OWNER), member(BELLA, Role.STAFF))));
    }

    private static OrganizationId organization(String id) {
        return new OrganizationId(UUID.fromString(id));
    }

    private static Membership member(OrganizationId organization, Role role) {
        return new Membership(organization, organization.equals(LUXE) ? "LUXE" : "BELLA", role);
    }

    private String tokenOf(UUID user, @Nullable OrganizationId organization) {
        String token = "token-" + user + "-" + organization;
        tokens.put(token, new Claims(user.toString(), organization, clock.instant().plus(Duration.ofHours(1))));
        return "Bearer " + token;
    }

    private Refused refusal(@Nullable String authorization, @Nullable String organization) {
        Refused refused = catchThrowableOfType(
                Refused.class, () -> authenticator.authenticate(authorization, organization));
        assertThat(refused).isNotNull();
        return refused;
    }

    @Test
    void takesTheOnlyOrganizationOfItsMember() {
        assertThat(authenticator.authenticate(owner, null))
                .isEqualTo(new ActorContext(LUXE_OWNER, LUXE, Role.OWNER, false));
    }

    @Test
    void takesTheSchemeInAnyCase() {
        assertThat(authenticator.authenticate(owner.replace("Bearer", "bEARER"), null).role())
                .isEqualTo(Role.OWNER);
    }

    @Test
    void refusesWhateverIsNoBearerToken() {
        for (String header : new String[]{null, "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearer nonsense"}) {
            Refused refused = refusal(header, null);
            assertThat(refused.refusal()).as("%s", header).isEqualTo(Refusal.UNAUTHORIZED);
            assertThat(refused.message()).isEqualTo("Authentication required");
        }
        assertThat(memberships.questions()).as("the database is not asked").isZero();
    }

    @Test
    void refusesAMegabyteWithoutLookingAtIt() {
        String megabyte = "Bearer " + "a".repeat(1 << 20);
        assertThat(refusal(megabyte, null).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(authenticator.cached(megabyte, null)).isNull();
    }

    @Test
    void asksWhichOneWhenThereAreSeveral() {
        Refused refused = refusal(ofBoth, null);
        assertThat(refused.refusal()).isEqualTo(Refusal.ORGANIZATION_REQUIRED);
        assertThat(refused.context().toJson())
                .isEqualTo("{\"organizations\":["
                        + "{\"organization_id\":\"" + LUXE + "\",\"organization_code\":\"LUXE\",\"role\":\"owner\"},"
                        + "{\"organization_id\":\"" + BELLA
                        + "\",\"organization_code\":\"BELLA\",\"role\":\"staff\"}]}");
    }

    @Test
    void headerGoesBeforeClaimAndClaimBeforeTheOnlyOne() {
        String claimsLuxe = tokenOf(OF_BOTH, LUXE);
        assertThat(authenticator.authenticate(claimsLuxe, null).organizationId()).isEqualTo(LUXE);
        assertThat(authenticator.authenticate(claimsLuxe, BELLA.toString()))
                .isEqualTo(new ActorContext(OF_BOTH, BELLA, Role.STAFF, false));
        assertThat(refusal(tokenOf(LUXE_OWNER, BELLA), null).refusal()).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void claimNeverOpensWhatTheHeaderNames() {
        // The token claims an organization of its user, the header names another: membership decides, not the claim.
        assertThat(refusal(tokenOf(LUXE_OWNER, LUXE), BELLA.toString()).refusal()).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void refusesAHeaderThatIsNoUuidAndNamesIt() {
        for (String header : new String[]{"", "LUXE", "1-1-1-1-1", LUXE + " ", "{" + LUXE + "}", "' or 1=1 --"}) {
            Refused refused = refusal(owner, header);
            assertThat(refused.refusal()).as(header).isEqualTo(Refusal.INVALID_REQUEST);
            assertThat(refused.message()).contains("x-hera-org");
        }
        assertThat(authenticator.authenticate(owner, LUXE.toString().toUpperCase(Locale.ROOT)).organizationId())
                .isEqualTo(LUXE);
    }

    @Test
    void refusesAForeignOrganizationLikeOneThatDoesNotExist() {
        Refused foreign = refusal(owner, BELLA.toString());
        Refused unknown = refusal(owner, UUID.randomUUID().toString());
        assertThat(foreign.refusal()).isEqualTo(Refusal.FORBIDDEN);
        assertThat(foreign.message()).isEqualTo(unknown.message());
        assertThat(foreign.context()).isEqualTo(unknown.context());
    }

    @Test
    void refusesAnUnknownUserWithAGoodToken() {
        assertThat(refusal(tokenOf(UUID.randomUUID(), null), null).refusal()).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void remembersTheAnswerForFiveSecondsForThesePairs() {
        assertThat(authenticator.cached(ofBoth, LUXE.toString())).isNull();
        ActorContext inLuxe = authenticator.authenticate(ofBoth, LUXE.toString());
        assertThat(authenticator.cached(ofBoth, LUXE.toString())).isEqualTo(inLuxe);
        assertThat(authenticator.cached(ofBoth, BELLA.toString())).isNull();
        assertThat(authenticator.cached(ofBoth, null)).isNull();
        assertThat(authenticator.cached(owner, LUXE.toString())).isNull();
        assertThat(authenticator.cached(null, LUXE.toString())).isNull();
        clock.pass(Duration.ofSeconds(5));
        assertThat(authenticator.cached(ofBoth, LUXE.toString())).isNull();
    }

    @Test
    void revokedRoleIsGoneWithinFiveSecondsHoweverOftenItIsUsed() {
        authenticator.authenticate(owner, null);
        memberships.put(new User(LUXE_OWNER, null, List.of()));
        for (int i = 0; i < 49; i++) {
            clock.pass(Duration.ofMillis(100));
            ActorContext known = authenticator.cached(owner, null);
            assertThat(known).isEqualTo(authenticator.authenticate(owner, null));
        }
        clock.pass(Duration.ofMillis(100));
        assertThat(authenticator.cached(owner, null)).isNull();
        assertThat(refusal(owner, null).refusal()).isEqualTo(Refusal.FORBIDDEN);
        assertThat(memberships.questions()).isEqualTo(2);
    }

    @Test
    void revocationDuringASlowLookUpIsSeenFiveSecondsAfterItsBeginning() {
        memberships.whenAsked(() -> {
            memberships.put(new User(LUXE_OWNER, null, List.of()));
            clock.pass(Duration.ofSeconds(4));
        });
        authenticator.authenticate(owner, null);
        clock.pass(Duration.ofSeconds(1));
        assertThat(authenticator.cached(owner, null)).isNull();
    }

    @Test
    void expiredTokenIsNotAnsweredFromMemory() {
        String shortLived = "Bearer short";
        tokens.put("short", new Claims(LUXE_OWNER.toString(), null, clock.instant().plusSeconds(2)));
        authenticator.authenticate(shortLived, null);
        clock.pass(Duration.ofSeconds(2).minusNanos(1));
        assertThat(authenticator.cached(shortLived, null)).isNotNull();
        clock.pass(Duration.ofNanos(1));
        assertThat(authenticator.cached(shortLived, null)).isNull();
        assertThat(refusal(shortLived, null).refusal()).isEqualTo(Refusal.UNAUTHORIZED);
    }

    @Test
    void remembersNoRefusal() {
        String newcomer = tokenOf(UUID.fromString("cc000000-0000-4000-8000-0000000000cc"), null);
        refusal(newcomer, null);
        memberships.put(new User(
                UUID.fromString("cc000000-0000-4000-8000-0000000000cc"), null, List.of(member(LUXE, Role.VIEWER))));
        assertThat(authenticator.authenticate(newcomer, null).role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void asksTheDatabaseOnceForManyAtOnce() throws InterruptedException, ExecutionException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        memberships.whenAsked(() -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ActorContext>> callers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                callers.add(threads.submit(() -> authenticator.authenticate(owner, null)));
            }
            asked.await();
            answer.countDown();
            for (Future<ActorContext> caller : callers) {
                assertThat(caller.get().organizationId()).isEqualTo(LUXE);
            }
        }
        assertThat(memberships.questions()).isEqualTo(1);
    }
}
