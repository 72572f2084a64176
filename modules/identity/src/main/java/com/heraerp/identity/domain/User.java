package com.heraerp.identity.domain;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonValue;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user and where the user belongs.
 *
 * @param id the user's entity id
 * @param platformRole owner or admin of the platform organization, null for everybody else
 * @param memberships in tenants; the platform organization is none of them
 */
public record User(UUID id, @Nullable Role platformRole, List<Membership> memberships) {

    public User {
        if (platformRole != null && platformRole != Role.OWNER && platformRole != Role.ADMIN) {
            throw new IllegalArgumentException("no platform role: " + platformRole);
        }
        memberships = List.copyOf(memberships);
    }

    /**
     * The user at work in the organization that is named, or in the only one there is.
     *
     * @throws Refused 403 when the user does not belong there, 400 when there are several and none is named
     */
    public ActorContext actingIn(@Nullable OrganizationId named) {
        return named == null ? actingInTheOnlyOne() : actingInTheNamed(named);
    }

    private ActorContext actingInTheNamed(OrganizationId named) {
        if (named.isPlatform()) {
            return actingForThePlatform();
        }
        for (Membership membership : memberships) {
            if (membership.organization().equals(named)) {
                return acting(membership);
            }
        }
        // The same words whether the organization exists or not.
        throw Refused.because(Refusal.FORBIDDEN, "You are not a member of this organization");
    }

    private ActorContext actingInTheOnlyOne() {
        return switch (memberships.size()) {
            case 0 -> actingForThePlatform();
            case 1 -> acting(memberships.getFirst());
            default -> throw Refused.because(
                    Refusal.ORGANIZATION_REQUIRED,
                    "You are a member of several organizations; name one in the header x-hera-org")
                    .withContext(JsonObject.builder()
                            .put("organizations", choices())
                            .build());
        };
    }

    private ActorContext actingForThePlatform() {
        if (platformRole == null) {
            throw Refused.because(Refusal.FORBIDDEN, memberships.isEmpty()
                    ? "You are not a member of any organization"
                    : "You are not a member of this organization");
        }
        return new ActorContext(id, OrganizationId.PLATFORM, platformRole, true);
    }

    private ActorContext acting(Membership membership) {
        return new ActorContext(id, membership.organization(), membership.role(), platformRole != null);
    }

    private JsonArray choices() {
        return new JsonArray(memberships.stream()
                .<JsonValue>map(membership -> JsonObject.builder()
                        .put("organization_id", membership.organization().toString())
                        .put("organization_code", membership.organizationCode())
                        .put("role", membership.role().code())
                        .build())
                .toList());
    }
}
