package com.heraerp.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.UUID;

/** Organizations and who belongs to them, {@code /api/v2.1/organizations}. */
public final class Organizations {

    private final Calls calls;

    Organizations(Calls calls) {
        this.calls = calls;
    }

    /** Those that the caller is a member of. */
    public Pages<JsonNode> list(Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listOrganizations(page.parameters())).json(), item -> item));
    }

    /** Reads one. */
    public JsonNode read(UUID id) {
        return calls.read(api -> api.readOrganization(id)).json().path("data");
    }

    /** Makes one that can be worked in at once; for platform administrators. @param body the members of the API's body */
    public Stored create(Map<String, ?> body) {
        return Stored.in(calls.write(Json.of(body), HeraApi::registerOrganization), "organization_id");
    }

    /** Changes name and settings of the one that the caller works in. @param body the members of the API's body */
    public Stored update(Map<String, ?> body) {
        return Stored.in(calls.write(Json.of(body), HeraApi::reviseOrganization), "organization_id");
    }

    /** The members, by name. */
    public Pages<JsonNode> members(UUID organization, Query query) {
        return new Pages<>(query, page -> Page.in(
                calls.read(api -> api.listMembers(organization, page.parameters())).json(), item -> item));
    }

    /** Makes a user a member. */
    public JsonNode addMember(UUID organization, UUID user, String role) {
        return calls.write(Json.object().put("user_id", user.toString()).put("role", role),
                (api, body, key) -> api.addMember(organization, body, key)).json();
    }

    /** Gives a member another role. */
    public JsonNode changeMember(UUID organization, UUID user, String role) {
        return calls.write(Json.object().put("role", role),
                (api, body, key) -> api.changeMember(organization, user, body, key)).json();
    }

    /** Ends a membership. */
    public JsonNode removeMember(UUID organization, UUID user, String reason) {
        Query query = Query.of("reason", reason);
        return calls.write((api, key) -> api.removeMember(organization, user, query.parameters(), key)).json();
    }
}
