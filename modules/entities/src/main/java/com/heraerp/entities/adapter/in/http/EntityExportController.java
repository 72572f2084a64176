package com.heraerp.entities.adapter.in.http;

import com.heraerp.entities.application.ExportEntities;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.web.Call;
import com.heraerp.kernel.web.Streams;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Iterator;
import java.util.function.Function;
import org.reactivestreams.Publisher;

/** {@code GET /api/v2.1/entities/export}: everything that the filters let through, page after page as the client reads. */
@Controller("/api/v2.1/entities/export")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EntityExportController {

    private final ExportEntities exportEntities;
    private final Streams streams;

    EntityExportController(ExportEntities exportEntities, Streams streams) {
        this.exportEntities = exportEntities;
        this.streams = streams;
    }

    @Get
    @Produces({EntityImportController.NDJSON, EntityImportController.CSV})
    HttpResponse<Publisher<byte[]>> export(Call call, HttpRequest<?> request) {
        ExportRequest asked = ExportRequest.read(request);
        ExportEntities.Command command = new ExportEntities.Command(call.actor(), call.reading(), asked.query());
        Iterator<JsonArray> pages = exportEntities.handle(command);
        return asked.csv() ? table(command, pages) : lines(pages);
    }

    private HttpResponse<Publisher<byte[]>> lines(Iterator<JsonArray> pages) {
        return file(pages, EntityExportController::ndjson, "ndjson", EntityImportController.NDJSON);
    }

    private HttpResponse<Publisher<byte[]>> table(ExportEntities.Command command, Iterator<JsonArray> pages) {
        CsvPages table = new CsvPages(exportEntities.fields(command));
        return file(pages, table::print, "csv", EntityImportController.CSV);
    }

    private HttpResponse<Publisher<byte[]>> file(
            Iterator<JsonArray> pages, Function<JsonArray, byte[]> print, String extension, String type) {
        Publisher<byte[]> bytes = streams.of(pages, print);
        return HttpResponse.ok(bytes)
                .contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"entities." + extension + "\"");
    }

    private static byte[] ndjson(JsonArray page) {
        JsonWriter lines = new JsonWriter(1 << 16);
        for (JsonValue line : page.values()) {
            lines.value(line).raw("\n");
        }
        return lines.toBytes();
    }
}
