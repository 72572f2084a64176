package com.heraerp.identity.adapter.in.http;

import com.heraerp.identity.domain.MemberChange;
import com.heraerp.identity.domain.MemberChange.Action;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.StrictBody;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers say about members. */
final class MemberRequests {

    private static final Set<String> ADD = Set.of("user_id", "role", "reason", "organization_id");
    private static final Set<String> UPDATE = Set.of("role", "reason", "expected_version", "organization_id");

    private MemberRequests() {}

    /**
     * A new member: {@code {user_id, role, reason?}}.
     *
     * @param organization whose member he becomes
     * @throws Refused 400 naming the field; 403 when the body names another organization
     */
    static MemberChange adding(byte[] bytes, UUID organization) {
        StrictBody body = OrganizationRequests.within(StrictBody.read(bytes, ADD), organization);
        UUID user = body.requiredId("user_id");
        return new MemberChange(Action.ADD, user, payload(body, null).put("role", role(body)).build());
    }

    /**
     * Another role: {@code {role, reason?, expected_version?}}.
     *
     * @param ifMatch the version that the caller expects, null for any
     * @throws Refused as {@link #adding}
     */
    static MemberChange promoting(UUID user, byte[] bytes, UUID organization, @Nullable Long ifMatch) {
        StrictBody body = OrganizationRequests.within(StrictBody.read(bytes, UPDATE), organization);
        return new MemberChange(Action.UPDATE, user, payload(body, ifMatch).put("role", role(body)).build());
    }

    /**
     * The end of a membership.
     *
     * @param reason why, null when nothing is said
     * @param ifMatch the version that the caller expects, null for any
     * @throws Refused 400 for a reason that is empty or longer than 10,000 characters
     */
    static MemberChange removing(UUID user, @Nullable String reason, @Nullable Long ifMatch) {
        JsonObject said = reason == null ? JsonObject.EMPTY : JsonObject.builder().put("reason", reason).build();
        return new MemberChange(Action.REMOVE, user, payload(StrictBody.of(said, Set.of("reason")), ifMatch).build());
    }

    private static JsonObject.Builder payload(StrictBody body, @Nullable Long ifMatch) {
        JsonObject.Builder payload = JsonObject.builder();
        String reason = body.words("reason", OrganizationRequests.LONGEST_REASON);
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
        return role(body.required("role", OrganizationRequests.LONGEST));
    }

    /**
     * The name of a role.
     *
     * @throws Refused 400 when it names none
     */
    static String role(String name) {
        return Role.of(name)
                .map(Role::code)
                .orElseThrow(() -> Refused.field(
                        "role", "role must be owner, admin, finance_admin, manager, staff or viewer"));
    }
}
