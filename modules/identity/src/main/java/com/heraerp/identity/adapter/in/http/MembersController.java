package com.heraerp.identity.adapter.in.http;

import com.heraerp.identity.application.ManageMembers;
import com.heraerp.identity.domain.MemberChange;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.TakesQuery;
import com.heraerp.kernel.web.VersionTag;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2.1/organizations/{id}/members}: who belongs to an organization, for its admins and owners. */
@Controller("/api/v2.1/organizations/{organizationId}/members")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MembersController {

    private final ManageMembers members;

    MembersController(ManageMembers members) {
        this.members = members;
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request, @PathVariable String organizationId) {
        QueryParameters parameters = QueryParameters.of(request, Set.of("role", "limit", "cursor"));
        OrganizationId organization = organization(organizationId);
        JsonObject.Builder query = JsonObject.builder();
        String role = parameters.text("role");
        if (role != null) {
            query.put("role", MemberRequests.role(role));
        }
        JsonObject asked = OrganizationsController.paged(query, parameters);
        byte[] page = call.timings().measure("db", () -> members.list(call.reading(), organization, asked));
        return OrganizationAnswers.page(call, page, organization.toString());
    }

    @Post
    HttpResponse<byte[]> add(Call call, @PathVariable String organizationId, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? OrganizationAnswers.NO_BODY : body;
        OrganizationId organization = organization(organizationId);
        MemberChange change = MemberRequests.adding(bytes, organization.value());
        return change(call, HttpStatus.CREATED, organization, change, bytes)
                .header(HttpHeaders.LOCATION, call.path() + '/' + change.user());
    }

    @Put("/{userId}")
    HttpResponse<byte[]> promote(Call call, HttpHeaders headers, @PathVariable String organizationId,
            @PathVariable String userId, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? OrganizationAnswers.NO_BODY : body;
        OrganizationId organization = organization(organizationId);
        MemberChange change = MemberRequests.promoting(QueryParameters.uuid("user_id", userId), bytes,
                organization.value(), VersionTag.expected(headers));
        return change(call, HttpStatus.OK, organization, change, bytes);
    }

    /** Why may stand in the query. */
    @Delete("/{userId}")
    @TakesQuery
    HttpResponse<byte[]> remove(Call call, HttpRequest<?> request, @PathVariable String organizationId,
            @PathVariable String userId) {
        String reason = QueryParameters.of(request, Set.of("reason")).text("reason");
        MemberChange change = MemberRequests.removing(
                QueryParameters.uuid("user_id", userId), reason, VersionTag.expected(request.getHeaders()));
        byte[] asked = reason == null ? OrganizationAnswers.NO_BODY : reason.getBytes(StandardCharsets.UTF_8);
        return change(call, HttpStatus.OK, organization(organizationId), change, asked);
    }

    private MutableHttpResponse<byte[]> change(
            Call call, HttpStatus status, OrganizationId organization, MemberChange change, byte[] bytes) {
        Outcome outcome = call.timings().measure(
                "db", () -> members.change(call.writing(call.keyed(bytes)), organization, change));
        JsonObject item = OrganizationAnswers.read(outcome.json());
        boolean removed = change.action() == MemberChange.Action.REMOVE;
        long version = OrganizationAnswers.version(item);
        MutableHttpResponse<byte[]> answer = OrganizationAnswers.written(call, status, outcome, json -> {
            for (String name : new String[]{"organization_id", "user_id", "role"}) {
                Answers.text(json, name, OrganizationAnswers.text(item, name));
            }
            json.raw("\"version\":").raw(Long.toString(version)).raw(removed ? ",\"deleted\":true," : ",");
        });
        return removed ? answer : answer.header(HttpHeaders.ETAG, VersionTag.of(version));
    }

    private static OrganizationId organization(String id) {
        return new OrganizationId(QueryParameters.uuid("organization_id", id));
    }
}
