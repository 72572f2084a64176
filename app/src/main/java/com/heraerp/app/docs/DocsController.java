package com.heraerp.app.docs;

import com.heraerp.app.config.Build;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Map;

/** {@code GET /api/docs}: the API's description for people. Scripts are files, as our Content-Security-Policy wants it. */
@Controller("/api/docs")
final class DocsController {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/" + Build.current().swaggerUi()
            + "/";

    private final Document page = Document.read("/docs/index.html", HTML);
    private final Map<String, Document> files = Map.of(
            "docs.css", Document.read("/docs/docs.css", CSS),
            "errors.html", Document.read("/docs/errors.html", HTML),
            "docs.js", Document.read("/docs/docs.js", SCRIPT),
            "swagger-ui.css", Document.read(SWAGGER_UI + "swagger-ui.css", CSS),
            "swagger-ui-bundle.js", Document.read(SWAGGER_UI + "swagger-ui-bundle.js", SCRIPT),
            "favicon-32x32.png", Document.read(SWAGGER_UI + "favicon-32x32.png", MediaType.IMAGE_PNG));

    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<byte[]> page(HttpRequest<?> request) {
        return page.answer(request);
    }

    @Get("/{file}")
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> file(HttpRequest<?> request, String file) {
        Document found = files.get(file);
        if (found == null) {
            throw Refused.because(Refusal.NOT_FOUND, "There is nothing at this address");
        }
        return found.answer(request);
    }
}
