package com.heraerp.orchestration.adapter.out.otlp;

import com.heraerp.orchestration.api.RunSettings;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Holds when a collector of traces is configured. */
final class Collecting implements Condition {

    @Override
    @SuppressWarnings("rawtypes") // The framework's own signature
    public boolean matches(ConditionContext context) {
        return context.findBean(RunSettings.class).flatMap(RunSettings::collector).isPresent();
    }
}
