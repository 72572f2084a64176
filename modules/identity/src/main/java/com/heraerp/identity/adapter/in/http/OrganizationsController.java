package com.heraerp.identity.adapter.in.http;

import com.heraerp.identity.application.ManageOrganizations;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.postgres.Outcome;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.VersionTag;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2.1/organizations}: tenants. */
@Controller("/api/v2.1/organizations")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OrganizationsController {

    private static final int LARGEST_PAGE = 1000;
    private static final Set<String> KNOWN = Set.of("organization_id", "organization_type", "parent_organization_id",
            "limit", "cursor");

    private final ManageOrganizations organizations;

    OrganizationsController(ManageOrganizations organizations) {
        this.organizations = organizations;
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        QueryParameters parameters = QueryParameters.of(request, KNOWN);
        JsonObject.Builder query = JsonObject.builder();
        for (String name : Set.of("organization_id", "parent_organization_id")) {
            String id = parameters.text(name);
            if (id != null) {
                query.put(name, QueryParameters.uuid(name, id).toString());
            }
        }
        String type = parameters.text("organization_type");
        if (type != null) {
            query.put("organization_type", type.toUpperCase(Locale.ROOT));
        }
        JsonObject asked = paged(query, parameters);
        byte[] members = call.timings().measure("db", () -> organizations.list(call.reading(), asked));
        return OrganizationAnswers.page(call, members, call.actor().organizationId().toString());
    }

    /** Adds {@code limit} and {@code cursor} to a query. */
    static JsonObject paged(JsonObject.Builder query, QueryParameters parameters) {
        Integer limit = parameters.integer("limit", 1, LARGEST_PAGE);
        if (limit != null) {
            query.put("limit", limit);
        }
        String cursor = parameters.text("cursor");
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        return query.build();
    }

    @Get("/{organizationId}")
    HttpResponse<byte[]> read(Call call, HttpRequest<?> request, @PathVariable String organizationId) {
        QueryParameters.of(request, Set.of());
        UUID id = QueryParameters.uuid("organization_id", organizationId);
        byte[] data = call.timings().measure("db", () -> organizations.read(call.reading(), id));
        JsonObject item = OrganizationAnswers.read(data);
        long version = OrganizationAnswers.version(item);
        return VersionTag.isKnown(request.getHeaders(), version)
                ? HttpResponse.<byte[]>notModified().header(HttpHeaders.ETAG, VersionTag.of(version))
                : OrganizationAnswers.item(call, data, item);
    }

    @Post
    HttpResponse<byte[]> register(Call call, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? OrganizationAnswers.NO_BODY : body;
        JsonObject json = JsonReader.readObject(bytes);
        Outcome outcome = call.timings().measure(
                "db", () -> organizations.register(call.actor(), call.writing(call.keyed(bytes)),
                        () -> OrganizationRequests.creating(json, call.actor().organizationId().value())));
        String id = OrganizationAnswers.text(OrganizationAnswers.read(outcome.json()), "id");
        return written(call, HttpStatus.CREATED, outcome).header(HttpHeaders.LOCATION, call.path() + '/' + id);
    }

    @Put
    HttpResponse<byte[]> revise(Call call, HttpHeaders headers, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? OrganizationAnswers.NO_BODY : body;
        JsonObject json = JsonReader.readObject(bytes);
        Long ifMatch = VersionTag.expected(headers);
        Outcome outcome = call.timings().measure(
                "db", () -> organizations.revise(call.actor(), call.writing(call.keyed(bytes)),
                        () -> OrganizationRequests.changing(json, call.actor().organizationId().value(), ifMatch)));
        return written(call, HttpStatus.OK, outcome);
    }

    private static MutableHttpResponse<byte[]> written(Call call, HttpStatus status, Outcome outcome) {
        JsonObject item = OrganizationAnswers.read(outcome.json());
        long version = OrganizationAnswers.version(item);
        return OrganizationAnswers.written(call, status, outcome, json -> {
            Answers.text(json, "organization_id", OrganizationAnswers.text(item, "id"));
            json.raw("\"version\":").raw(Long.toString(version)).raw(",");
        }).header(HttpHeaders.ETAG, VersionTag.of(version));
    }
}
