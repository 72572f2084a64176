package com.heraerp.app.docs;

import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Set;

/** {@code GET /api/openapi.json} and {@code .yaml}: the API's description for programs. */
@Controller("/api")
final class DescriptionController {

    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";

    private final Document json = Document.read("/META-INF/openapi/openapi.json", JSON);
    private final Document yaml = Document.read("/META-INF/openapi/openapi.yaml", YAML);

    @Get("/openapi.json")
    @Produces(JSON)
    HttpResponse<byte[]> json(HttpRequest<?> request) {
        QueryParameters.of(request, Set.of());
        return json.answer(request);
    }

    @Get("/openapi.yaml")
    @Produces(YAML)
    HttpResponse<byte[]> yaml(HttpRequest<?> request) {
        QueryParameters.of(request, Set.of());
        return yaml.answer(request);
    }
}
