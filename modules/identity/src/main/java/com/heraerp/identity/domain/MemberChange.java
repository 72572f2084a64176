package com.heraerp.identity.domain;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a membership.
 *
 * @param user whose
 * @param payload role, reason and expected_version, as the database's function reads them
 */
public record MemberChange(Action action, UUID user, JsonObject payload) {

    /** The kinds of change. */
    public enum Action {
        ADD, UPDATE, REMOVE
    }

    /**
     * A new member: {@code {user_id, role, reason?}}.
     *
     * @param organization whose member he becomes
     * @throws Refused 400 naming the field; 403 when the body names another organization
     */
    public static MemberChange adding(JsonObject json, OrganizationId organization) {
        StrictBody body = StrictBody.of(json, Set.of("user_id", "role", "reason"));
        body.refuseOtherOrganization(organization.value());
        UUID user = body.requiredId("user_id");
        return new MemberChange(Action.ADD, user, payload(body, null).put("role", role(body)).build());
    }

    /**
     * Another role: {@code {role, reason?, expected_version?}}.
     *
     * @param ifMatch the version that the caller expects, null for any
     * @throws Refused as {@link #adding}
     */
    public static MemberChange promoting(
            UUID user, JsonObject json, OrganizationId organization, @Nullable Long ifMatch) {
        StrictBody body = StrictBody.of(json, Set.of("role", "reason", "expected_version"));
        body.refuseOtherOrganization(organization.value());
        return new MemberChange(Action.UPDATE, user, payload(body, ifMatch).put("role", role(body)).build());
    }

    /**
     * The end of a membership.
     *
     * @param reason why, null when nothing is said
     * @param ifMatch the version that the caller expects, null for any
     * @throws Refused 400 for a reason that is empty or longer than 10,000 characters
     */
    public static MemberChange removing(UUID user, @Nullable String reason, @Nullable Long ifMatch) {
        JsonObject.Builder said = JsonObject.builder();
        if (reason != null) {
            said.put("reason", reason);
        }
        StrictBody body = StrictBody.of(said.build(), Set.of("reason"));
        return new MemberChange(Action.REMOVE, user, payload(body, ifMatch).build());
    }

    private static JsonObject.Builder payload(StrictBody body, @Nullable Long ifMatch) {
        JsonObject.Builder payload = JsonObject.builder();
        String reason = body.reason();
        if (reason != null) {
            payload.put("reason", reason);
        }
        Long expected = body.expectedVersion(ifMatch);
        if (expected != null) {
            payload.put("expected_version", expected);
        }
        return payload;
    }

    private static String role(StrictBody body) {
        return role(body.required("role"));
    }

    /**
     * The name of a role.
     *
     * @throws Refused 400 when it names none
     */
    public static String role(String name) {
        return Role.of(name)
                .map(Role::code)
                .orElseThrow(() -> Refused.field(
                        "role", "role must be owner, admin, finance_admin, manager, staff or viewer"));
    }
}
