package com.heraerp.app.cli.engine;

import com.heraerp.orchestration.application.port.SpecCatalog;
import com.heraerp.orchestration.domain.check.BoundRoute;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import java.util.List;
import java.util.Optional;

/** A registry in which nothing stands. */
record NothingRegistered() implements SpecCatalog {

    @Override
    public Optional<KnownProcedure> procedure(String smartCode) {
        return Optional.empty();
    }

    @Override
    public List<BoundRoute> routes() {
        return List.of();
    }
}
