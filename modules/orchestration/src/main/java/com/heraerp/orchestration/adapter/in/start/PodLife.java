package com.heraerp.orchestration.adapter.in.start;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.settings.DatabaseSettings;
import com.heraerp.orchestration.application.AuditRuns;
import com.heraerp.orchestration.application.DeliverEvents;
import com.heraerp.orchestration.application.FoldRuns;
import com.heraerp.orchestration.application.RegisterBundledSpecs;
import com.heraerp.orchestration.application.RunEngine;
import com.heraerp.orchestration.application.StartOnTime;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers what comes with the application and begins to carry runs, before HTTP answers. */
@Singleton
@Requires(beans = DatabaseSettings.class)
final class PodLife implements ApplicationEventListener<StartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(PodLife.class);

    private final RegisterBundledSpecs bundled;
    private final RunEngine engine;
    private final DeliverEvents events;
    private final StartOnTime times;
    private final FoldRuns folding;
    private final AuditRuns audit;

    PodLife(RegisterBundledSpecs bundled, RunEngine engine, DeliverEvents events, StartOnTime times, FoldRuns folding,
            AuditRuns audit) {
        this.bundled = bundled;
        this.engine = engine;
        this.events = events;
        this.times = times;
        this.folding = folding;
        this.audit = audit;
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        try {
            bundled.handle();
        } catch (Refused refused) {
            LOG.warn("what comes with the application could not be registered: {}", refused.message());
        }
        engine.start();
        events.start();
        times.start();
        folding.start();
        audit.start();
    }

    /** All that begins something at the same time, since each may have to be waited for; then what carries it. */
    @PreDestroy
    void stop() {
        try (ExecutorService stopping = Executors.newVirtualThreadPerTaskExecutor()) {
            List.<Runnable>of(audit::stop, folding::stop, times::stop, events::stop).forEach(stopping::execute);
        }
        engine.stop();
    }
}
