package com.heraerp.app.metrics;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.settings.MonitoringSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.charset.StandardCharsets;
import com.heraerp.kernel.web.QueryParameters;
import java.util.Set;

/** {@code GET /api/metrics}: everything that is counted, as Prometheus reads it. */
@Controller("/api/metrics")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {

    private static final String PROMETHEUS = "text/plain;version=0.0.4;charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final MonitoringSettings settings;

    MetricsController(PrometheusMeterRegistry registry, MonitoringSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    @Get
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> scrape(HttpRequest<?> request) {
        QueryParameters.of(request, Set.of());
        if (!settings.enabled()) {
            throw Refused.because(Refusal.NOT_FOUND, "Nothing is measured here: MONITORING_ENABLED is false");
        }
        return HttpResponse.ok(registry.scrape().getBytes(StandardCharsets.UTF_8))
                .contentType(MediaType.of(PROMETHEUS));
    }
}
