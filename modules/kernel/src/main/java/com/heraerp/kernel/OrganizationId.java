package com.heraerp.kernel;

import java.util.UUID;

/** The tenant boundary: the id of a row of {@code core_organizations}. */
public record OrganizationId(UUID value) {

    /** The platform organization (D3): home of users, platform procedures and the registry of organizations. */
    public static final OrganizationId PLATFORM = new OrganizationId(new UUID(0, 0));

    /** Whether this is the platform organization, whose null UUID only platform administrators may name. */
    public boolean isPlatform() {
        return equals(PLATFORM);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
