package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.ListEntities;
import com.heraerp.entities.application.ReadEntity;
import com.heraerp.entities.application.RegisterEntity;
import com.heraerp.entities.application.RemoveEntity;
import com.heraerp.entities.application.ReviseEntity;
import com.heraerp.entities.application.port.StoredEntity;
import com.heraerp.kernel.change.Changed;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.VersionTag;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2.1/entities}: one entity at a time, and lists of them. */
@Controller("/api/v2.1/entities")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntitiesController {

    private static final byte[] NO_BODY = {};

    private final RegisterEntity registerEntity;
    private final ReviseEntity reviseEntity;
    private final RemoveEntity removeEntity;
    private final ListEntities listEntities;
    private final ReadEntity readEntity;

    EntitiesController(
            RegisterEntity registerEntity,
            ReviseEntity reviseEntity,
            RemoveEntity removeEntity,
            ListEntities listEntities,
            ReadEntity readEntity) {
        this.registerEntity = registerEntity;
        this.reviseEntity = reviseEntity;
        this.removeEntity = removeEntity;
        this.listEntities = listEntities;
        this.readEntity = readEntity;
    }

    @Post
    HttpResponse<byte[]> register(Call call, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        RegisterEntity.Command command = new RegisterEntity.Command(
                call.actor(), call.writing(call.keyed(bytes)), JsonReader.readObject(bytes));
        Changed changed = call.timings().measure("db", () -> registerEntity.handle(command));
        return EntityAnswers.WRITES.changed(call, HttpStatus.CREATED, changed)
                .header(HttpHeaders.LOCATION, call.path() + '/' + changed.stored().row().id())
                .header(HttpHeaders.ETAG, VersionTag.of(changed.stored().row().version()));
    }

    @Put
    HttpResponse<byte[]> revise(Call call, HttpHeaders headers, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        ReviseEntity.Command command = new ReviseEntity.Command(
                call.actor(),
                call.writing(call.keyed(bytes)),
                JsonReader.readObject(bytes),
                VersionTag.expected(headers));
        Changed changed = call.timings().measure("db", () -> reviseEntity.handle(command));
        return EntityAnswers.WRITES.changed(call, HttpStatus.OK, changed)
                .header(HttpHeaders.ETAG, VersionTag.of(changed.stored().row().version()));
    }

    @Delete
    HttpResponse<byte[]> remove(Call call, HttpHeaders headers, @Body byte @Nullable [] body) {
        byte[] bytes = body == null ? NO_BODY : body;
        RemoveEntity.Command command = new RemoveEntity.Command(
                call.actor(),
                call.writing(call.keyed(bytes)),
                JsonReader.readObject(bytes),
                VersionTag.expected(headers));
        Changed changed = call.timings().measure("db", () -> removeEntity.handle(command));
        return EntityAnswers.WRITES.changed(call, HttpStatus.OK, changed, json -> json.raw("\"deleted\":true,"));
    }

    @Get
    HttpResponse<byte[]> list(Call call, HttpRequest<?> request) {
        ListRequest asked = ListRequest.read(request);
        ListEntities.Command command = new ListEntities.Command(call.actor(), call.reading(), asked.query(),
                Freshness.isAskedBy(request));
        byte[] members = call.timings().measure("db", () -> listEntities.handle(command));
        return EntityAnswers.page(call, asked, members);
    }

    @Get("/{entityId}")
    HttpResponse<byte[]> read(Call call, HttpRequest<?> request, @PathVariable String entityId) {
        JsonObject includes = ListRequest.includesOfOne(request);
        ReadEntity.Command command = new ReadEntity.Command(
                call.actor(), call.reading(), QueryParameters.uuid("entity_id", entityId), includes,
                Freshness.isAskedBy(request));
        StoredEntity entity = call.timings().measure("db", () -> readEntity.handle(command));
        return EntityAnswers.one(call, request, entity);
    }
}
