package com.heraerp.client;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Procedures, orchestrations, their runs and the events that start them; see {@link HeraApi}. */
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
interface EngineApi {

    String YAML = "application/yaml";

    @Get("/api/v2.1/procedures{?query*}")
    HttpResponse<byte[]> listProcedures(Map<String, List<String>> query);

    @Get("/api/v2.1/procedures/{code}")
    HttpResponse<byte[]> readProcedure(@PathVariable String code);

    @Post("/api/v2.1/procedures")
    @Produces(YAML)
    HttpResponse<byte[]> registerProcedure(@Body byte[] text, @Header(Calls.KEY) String key);

    @Get("/api/v2.1/orchestrations{?query*}")
    HttpResponse<byte[]> listOrchestrations(Map<String, List<String>> query);

    @Get("/api/v2.1/orchestrations/{code}")
    HttpResponse<byte[]> readOrchestration(@PathVariable String code);

    @Post("/api/v2.1/orchestrations")
    @Produces(YAML)
    HttpResponse<byte[]> registerOrchestration(@Body byte[] text, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestrations/{code}/validate")
    @Produces(YAML)
    HttpResponse<byte[]> validateOrchestration(@PathVariable String code, @Body byte[] text);

    @Post("/api/v2.1/orchestrations/{code}/execute")
    HttpResponse<byte[]> executeOrchestration(@PathVariable String code, @Body byte[] body,
            @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestrations/{code}/simulate")
    HttpResponse<byte[]> simulateOrchestration(@PathVariable String code, @Body byte[] body);

    @Get("/api/v2.1/orchestrations/{code}/graph{?query*}")
    @Consumes(MediaType.ALL)
    HttpResponse<byte[]> drawOrchestration(@PathVariable String code, Map<String, List<String>> query);

    @Get("/api/v2.1/orchestration-runs{?query*}")
    HttpResponse<byte[]> listRuns(Map<String, List<String>> query);

    @Get("/api/v2.1/orchestration-runs/{run}")
    HttpResponse<byte[]> readRun(@PathVariable UUID run);

    @Get("/api/v2.1/orchestration-runs/{run}/timeline")
    HttpResponse<byte[]> readTimeline(@PathVariable UUID run);

    @Get("/api/v2.1/orchestration-runs/{run}/explain")
    HttpResponse<byte[]> explainRun(@PathVariable UUID run);

    @Get("/api/v2.1/orchestration-runs/{run}/graph{?query*}")
    @Consumes(MediaType.ALL)
    HttpResponse<byte[]> drawRun(@PathVariable UUID run, Map<String, List<String>> query);

    @Post("/api/v2.1/orchestration-runs/{run}/cancel")
    HttpResponse<byte[]> cancelRun(@PathVariable UUID run, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestration-runs/{run}/terminate")
    HttpResponse<byte[]> terminateRun(@PathVariable UUID run, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestration-runs/{run}/pause")
    HttpResponse<byte[]> pauseRun(@PathVariable UUID run, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestration-runs/{run}/resume")
    HttpResponse<byte[]> resumeRun(@PathVariable UUID run, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestration-runs/{run}/redrive")
    HttpResponse<byte[]> redriveRun(@PathVariable UUID run, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestration-runs/{run}/fork")
    HttpResponse<byte[]> forkRun(@PathVariable UUID run, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestration-runs/{run}/nodes/{node}/retry")
    HttpResponse<byte[]> retryNode(
            @PathVariable UUID run, @PathVariable String node, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestration-runs/{run}/nodes/{node}/skip")
    HttpResponse<byte[]> skipNode(
            @PathVariable UUID run, @PathVariable String node, @Body byte[] body, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestration-runs/{run}/signals/{name}")
    HttpResponse<byte[]> signalRun(
            @PathVariable UUID run, @PathVariable String name, @Body byte[] payload, @Header(Calls.KEY) String key);

    @Post("/api/v2.1/orchestration-runs/bulk")
    HttpResponse<byte[]> operateRuns(@Body byte[] body, @Header(Calls.KEY) String key);

    @Get("/api/v2.1/orchestration-events{?query*}")
    HttpResponse<byte[]> listEvents(Map<String, List<String>> query);

    @Post("/api/v2.1/orchestration-events/{event}/replay")
    HttpResponse<byte[]> replayEvent(@PathVariable UUID event, @Body byte[] body, @Header(Calls.KEY) String key);
}
