package com.heraerp.identity.domain;

import com.heraerp.kernel.OrganizationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token says.
 *
 * @param subject {@code sub}: the user's entity id, or the identity provider's name for the user
 * @param organization the claim {@code organization_id}, null when the token names none
 * @param expiresAt {@code exp}, without the tolerance for clocks that differ
 */
public record Claims(String subject, @Nullable OrganizationId organization, Instant expiresAt) {}
