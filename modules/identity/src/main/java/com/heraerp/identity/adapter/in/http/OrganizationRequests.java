package com.heraerp.identity.adapter.in.http;

import com.heraerp.identity.domain.OrganizationChange;
import com.heraerp.identity.domain.OrganizationSettings;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.StrictBody;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers say about organizations. */
final class OrganizationRequests {

    /** How long names and codes may be (contract, first paragraph). */
    static final int LONGEST = 255;

    static final int LONGEST_REASON = 10_000;

    private static final Set<String> OF_NEW = Set.of("organization_name", "organization_code", "organization_type",
            "parent_organization_id", "settings", "template", "owner_user_id", "organization_id");
    private static final Set<String> OF_KNOWN = Set.of("organization_name", "settings", "reason", "expected_version",
            "organization_id");
    private static final Set<String> TEMPLATES = Set.of("salon", "retail", "restaurant");

    private OrganizationRequests() {}

    /**
     * A new organization, as {@code POST /api/v2.1/organizations} describes it.
     *
     * @param here the organization that the caller works in
     * @throws Refused 400 naming the field; 403 when the body names another organization than {@code here}
     */
    static OrganizationChange creating(JsonObject json, UUID here) {
        StrictBody body = within(StrictBody.of(json, OF_NEW), here);
        JsonObject.Builder payload = JsonObject.builder()
                .put("organization_name", body.required("organization_name", LONGEST))
                .put("organization_code", body.required("organization_code", LONGEST))
                .put("template", template(body))
                .put("owner_user_id", body.requiredId("owner_user_id").toString());
        String type = body.words("organization_type", LONGEST);
        if (type != null) {
            payload.put("organization_type", type);
        }
        UUID parent = body.id("parent_organization_id");
        if (parent != null) {
            payload.put("parent_organization_id", parent.toString());
        }
        settings(payload, body);
        return new OrganizationChange(payload.build());
    }

    /**
     * A change of the organization {@code here}, as {@code PUT /api/v2.1/organizations} describes it.
     *
     * @param ifMatch the version that the caller expects, null for any
     * @throws Refused as {@link #creating}
     */
    static OrganizationChange changing(JsonObject json, UUID here, @Nullable Long ifMatch) {
        StrictBody body = within(StrictBody.of(json, OF_KNOWN), here);
        JsonObject.Builder payload = JsonObject.builder();
        String name = body.words("organization_name", LONGEST);
        if (name != null) {
            payload.put("organization_name", name);
        }
        String reason = body.words("reason", LONGEST_REASON);
        if (reason != null) {
            payload.put("reason", reason);
        }
        Long expected = body.expectedVersion(ifMatch);
        if (expected != null) {
            payload.put("expected_version", expected);
        }
        settings(payload, body);
        return new OrganizationChange(payload.build());
    }

    /**
     * The body, when it names no organization or this one.
     *
     * @throws Refused 400 for what is no UUID, 403 for any other
     */
    static StrictBody within(StrictBody body, UUID here) {
        UUID named = body.id("organization_id");
        if (named != null && !named.equals(here)) {
            throw Refused.because(Refusal.FORBIDDEN, "organization_id is not the organization you are calling for");
        }
        return body;
    }

    private static String template(StrictBody body) {
        String template = body.required("template", LONGEST);
        if (!TEMPLATES.contains(template)) {
            throw Refused.field("template", "template must be salon, retail or restaurant");
        }
        return template;
    }

    private static void settings(JsonObject.Builder payload, StrictBody body) {
        JsonObject settings = body.object("settings");
        if (settings != null) {
            payload.put("settings", OrganizationSettings.checked(settings));
        }
    }
}
