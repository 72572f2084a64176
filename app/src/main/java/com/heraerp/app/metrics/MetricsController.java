package com.heraerp.app.metrics;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.settings.MonitoringSettings;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Property;
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

/** {@code GET /api/metrics}: everything that is counted, as Prometheus reads it; at {@code METRICS_PORT} alone where there is one. */
@Controller("/api/metrics")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {

    private static final String PROMETHEUS = "text/plain;version=0.0.4;charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final MonitoringSettings settings;
    private final int ownPort;

    /** @param ownPort 0: metrics are answered where everything is */
    MetricsController(PrometheusMeterRegistry registry, MonitoringSettings settings,
            @Property(name = "hera.metrics-port", defaultValue = "0") int ownPort) {
        this.registry = registry;
        this.settings = settings;
        this.ownPort = ownPort;
    }

    @Get
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> scrape(HttpRequest<?> request) {
        QueryParameters.of(request, Set.of());
        if (!settings.enabled()) {
            throw Refused.because(Refusal.NOT_FOUND, "Nothing is measured here: MONITORING_ENABLED is false");
        }
        if (ownPort != 0 && request.getServerAddress().getPort() != ownPort) {
            throw Refused.because(Refusal.NOT_FOUND, "Metrics are answered at METRICS_PORT");
        }
        return HttpResponse.ok(registry.scrape().getBytes(StandardCharsets.UTF_8))
                .contentType(MediaType.of(PROMETHEUS));
    }
}
