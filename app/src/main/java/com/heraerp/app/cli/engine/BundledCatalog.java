package com.heraerp.app.cli.engine;

import com.heraerp.orchestration.application.ValidateFiles;
import com.heraerp.orchestration.application.port.SpecCatalog;
import com.heraerp.orchestration.domain.check.BoundRoute;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import java.util.List;
import java.util.Optional;

/** The procedures that come with the application, as if they were registered. Its routes may be anybody's in another registry. */
record BundledCatalog(ValidateFiles.Result bundled) implements SpecCatalog {

    @Override
    public Optional<KnownProcedure> procedure(String smartCode) {
        return Optional.ofNullable(bundled.procedures().get(Codes.folded(smartCode)))
                .map(sound -> new KnownProcedure(sound.spec(), 1, sound.sha()));
    }

    @Override
    public List<BoundRoute> routes() {
        return List.of();
    }
}
