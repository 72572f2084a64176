package com.heraerp.identity.domain;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;

/**
 * A user's place in one organization.
 *
 * @param organizationCode the organization's short name, for people who have to choose one
 */
public record Membership(OrganizationId organization, String organizationCode, Role role) {}
