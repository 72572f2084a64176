package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.ListEntities;
import com.heraerp.entities.application.ReadEntity;
import com.heraerp.entities.application.port.StoredEntity;
import com.heraerp.kernel.web.Call;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET /api/v2.1/entities} and {@code GET /api/v2.1/entities/{id}} on the connection's own thread when the page
 * or the entity is remembered: changing over to a thread that may wait, and back, costs more than the answer. After all other
 * filters, so that nothing they check is passed by; whatever it does not answer goes on to the controller.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class EntitiesAtOnce implements Ordered {

    private static final String PATH = "/api/v2.1/entities";

    private static final int ID_LENGTH = 36;

    private final ReadEntity readEntity;
    private final ListEntities listEntities;

    EntitiesAtOnce(ReadEntity readEntity, ListEntities listEntities) {
        this.readEntity = readEntity;
        this.listEntities = listEntities;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @RequestFilter
    @Nullable
    HttpResponse<byte[]> answer(HttpRequest<?> request, Call call) {
        if (request.getMethod() != HttpMethod.GET) {
            return null;
        }
        if (call.path().equals(PATH)) {
            return page(request, call);
        }
        UUID id = id(call.path());
        return id == null ? null : one(request, call, id);
    }

    private @Nullable HttpResponse<byte[]> page(HttpRequest<?> request, Call call) {
        long began = System.nanoTime();
        ListRequest asked = ListRequest.read(request);
        byte[] members = listEntities.atOnce(
                new ListEntities.Command(call.actor(), call.reading(), asked.query(), Freshness.isAskedBy(request)));
        if (members == null) {
            return null;
        }
        call.timings().note("cache", System.nanoTime() - began);
        return EntityAnswers.page(call, asked, members);
    }

    private @Nullable HttpResponse<byte[]> one(HttpRequest<?> request, Call call, UUID id) {
        long began = System.nanoTime();
        StoredEntity entity = readEntity.atOnce(new ReadEntity.Command(
                call.actor(), call.reading(), id, ListRequest.includesOfOne(request), Freshness.isAskedBy(request)));
        if (entity == null) {
            return null;
        }
        call.timings().note("cache", System.nanoTime() - began);
        return EntityAnswers.one(call, request, entity);
    }

    private static @Nullable UUID id(String path) {
        if (path.length() != PATH.length() + 1 + ID_LENGTH) {
            return null;
        }
        try {
            return UUID.fromString(path.substring(PATH.length() + 1));
        } catch (IllegalArgumentException other) {
            return null;
        }
    }
}
