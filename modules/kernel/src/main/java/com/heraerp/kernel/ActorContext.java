package com.heraerp.kernel;

import java.util.UUID;

/**
 * Who acts, where, and as what: resolved once per request from the token and the memberships, at most five seconds
 * old.
 *
 * @param userId the acting user's entity id; every stamp and log row carries it
 * @param organizationId the organization the request works in
 * @param role the actor's role there
 * @param platformAdministrator whether the actor is owner or admin of the platform organization
 */
public record ActorContext(UUID userId, OrganizationId organizationId, Role role, boolean platformAdministrator) {

    /**
     * Lets the actor pass when the role suffices.
     *
     * @throws Refused 403 when it does not
     */
    public void require(Role required) {
        if (!role.includes(required)) {
            throw Refused.because(
                    Refusal.FORBIDDEN,
                    "This needs the role " + required.code() + "; you are " + role.code() + " in this organization");
        }
    }

    /**
     * Lets the actor pass when he works in a business organization: the platform's null UUID is none (D3).
     *
     * @throws Refused 400 {@code organization_required} in the platform organization
     */
    public void requireTenant() {
        if (organizationId.isPlatform()) {
            throw Refused.because(
                    Refusal.ORGANIZATION_REQUIRED,
                    "This needs a business organization; the null UUID names the platform");
        }
    }
}
