package com.heraerp.identity.domain;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be written of an organization, in the fields of the database's functions. */
public record OrganizationChange(JsonObject payload) {

    private static final Set<String> OF_NEW = Set.of("organization_name", "organization_code", "organization_type",
            "parent_organization_id", "settings", "template", "owner_user_id");
    private static final Set<String> OF_KNOWN = Set.of("organization_name", "settings", "reason", "expected_version");
    private static final Set<String> TEMPLATES = Set.of("salon", "retail", "restaurant");

    /**
     * A new organization, as {@code POST /api/v2.1/organizations} describes it.
     *
     * @param here the organization that the caller works in
     * @throws Refused 400 naming the field; 403 when the body names another organization than {@code here}
     */
    public static OrganizationChange creating(JsonObject json, OrganizationId here) {
        StrictBody body = StrictBody.of(json, OF_NEW);
        body.refuseOtherOrganization(here.value());
        JsonObject.Builder payload = JsonObject.builder()
                .put("organization_name", body.required("organization_name"))
                .put("organization_code", body.required("organization_code"))
                .put("template", template(body))
                .put("owner_user_id", body.requiredId("owner_user_id").toString());
        String type = body.text("organization_type");
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
    public static OrganizationChange changing(JsonObject json, OrganizationId here, @Nullable Long ifMatch) {
        StrictBody body = StrictBody.of(json, OF_KNOWN);
        body.refuseOtherOrganization(here.value());
        JsonObject.Builder payload = JsonObject.builder();
        String name = body.text("organization_name");
        if (name != null) {
            payload.put("organization_name", name);
        }
        String reason = body.reason();
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

    private static String template(StrictBody body) {
        String template = body.required("template");
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
