package com.heraerp.kernel;

import com.heraerp.kernel.json.JsonObject;
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

    /**
     * Lets the actor pass when a body's {@code organization_id} is absent, null or his own.
     *
     * @throws Refused 403 for another one; 400 for what is no text
     */
    public void requireOwn(JsonObject body) {
        String named = body.text("organization_id");
        if (named == null && body.has("organization_id")) {
            throw Refused.field("organization_id", "organization_id must be text holding a UUID");
        }
        if (named != null && !named.equalsIgnoreCase(organizationId.toString())) {
            throw Refused.because(Refusal.FORBIDDEN, "organization_id is not the organization you are calling for");
        }
    }
}
