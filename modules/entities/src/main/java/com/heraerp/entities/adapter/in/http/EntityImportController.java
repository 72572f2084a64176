package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.Import;
import com.heraerp.entities.application.ImportEntities;
import com.heraerp.entities.application.ImportLine;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.QueryParameters;
import com.heraerp.kernel.web.Streams;
import com.heraerp.kernel.web.TakesQuery;
import com.heraerp.kernel.web.WriteAnswers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** {@code POST /api/v2.1/entities/import}: a file of entities of any length, read as it arrives. */
@Controller("/api/v2.1/entities/import")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityImportController {

    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";
    private static final Set<String> KNOWN = Set.of("mode", "dry_run");

    private final ImportEntities importEntities;
    private final Streams streams;

    EntityImportController(ImportEntities importEntities, Streams streams) {
        this.importEntities = importEntities;
        this.streams = streams;
    }

    @Post
    @Consumes({NDJSON, CSV})
    @TakesQuery
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    HttpResponse<?> bringIn(Call call, HttpRequest<?> request, @Body @Nullable InputStream body) {
        QueryParameters parameters = QueryParameters.of(request, KNOWN);
        boolean upsert = isUpsert(parameters);
        boolean dryRun = Boolean.TRUE.equals(parameters.truth("dry_run"));
        ImportEntities.Command command = new ImportEntities.Command(call.actor(), upsert, dryRun);
        HashedBody file = HashedBody.of(body);
        Import reading = call.timings().measure("read", () -> importEntities.read(command, lines(request, file)));
        ImportScopes scopes = new ImportScopes(call, file.keyed(call, upsert, dryRun));
        return wantsProgress(request)
                ? progress(new ImportProgress(call, command, reading, scopes), reading)
                : answer(call, command, reading, scopes);
    }

    private HttpResponse<Publisher<byte[]>> progress(ImportProgress progress, Import reading) {
        return HttpResponse.ok(streams.of(progress, Function.identity(), reading::close))
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE);
    }

    private HttpResponse<byte[]> answer(
            Call call, ImportEntities.Command command, Import reading, ImportScopes scopes) {
        try (reading) {
            call.timings().measure("db", () -> importEntities.write(reading, scopes));
            return WriteAnswers.marked(ImportAnswers.of(call, command, reading), reading.isReplayed());
        }
    }

    private static boolean isUpsert(QueryParameters parameters) {
        String mode = parameters.text("mode");
        return switch (mode) {
            case null -> false;
            case "insert" -> false;
            case "upsert" -> true;
            default -> throw Refused.field("mode", "mode must be insert or upsert");
        };
    }

    private static Iterator<ImportLine> lines(HttpRequest<?> request, HashedBody file) {
        boolean csv = request.getContentType().map(type -> type.getSubtype().equals("csv")).orElse(false);
        return csv ? new CsvLines(file.stream()) : new NdjsonLines(file.stream());
    }

    private static boolean wantsProgress(HttpRequest<?> request) {
        return request.getHeaders().accept().contains(MediaType.TEXT_EVENT_STREAM_TYPE);
    }
}
