package com.heraerp.orchestration.application;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.SpecFiles;
import com.heraerp.orchestration.application.port.SpecFiles.SpecFile;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.application.port.SpecParser;
import com.heraerp.orchestration.application.port.SpecStore;
import com.heraerp.orchestration.application.port.SpecStore.Registration;
import com.heraerp.orchestration.domain.plan.CanonicalJson;
import com.heraerp.orchestration.domain.spec.Document;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers in the platform's registry what comes with the application. Any number of processes may do so at once: what is
 * registered already changes nothing.
 */
@Singleton
public final class RegisterBundledSpecs {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterBundledSpecs.class);
    private static final UUID PLATFORM = OrganizationId.PLATFORM.value();
    private static final UUID THE_APPLICATION = new UUID(0, 0);

    private final SpecFiles files;
    private final SpecParser parser;
    private final ValidateFiles validate;
    private final ValidateOrchestration orchestrations;
    private final SpecViews views;
    private final SpecStore store;

    RegisterBundledSpecs(SpecFiles files, SpecParser parser, ValidateFiles validate,
            ValidateOrchestration orchestrations,
            SpecViews views, SpecStore store) {
        this.files = files;
        this.parser = parser;
        this.validate = validate;
        this.orchestrations = orchestrations;
        this.views = views;
        this.store = store;
    }

    /**
     * Registers them, procedures first: an orchestration pins the versions that are registered.
     *
     * @return how many were new, or new in their version
     * @throws IllegalStateException when one of them has an error
     */
    public int handle() {
        List<SpecFile> bundled = files.bundled();
        RegisteredSpecs registered = views.of(PLATFORM);
        if (bundled.stream().allMatch(file -> isRegistered(file, registered))) {
            return 0;
        }
        ValidateFiles.Result found = validate.handle(bundled, registered, true);
        if (!found.isSound()) {
            throw new IllegalStateException("what comes with the application has errors: " + found.problems());
        }
        int changed = 0;
        for (var procedure : found.procedures().entrySet()) {
            SpecFile file = Objects.requireNonNull(found.sources().get(procedure.getKey()));
            changed += register(RegisterSpecs.procedure(procedure.getValue(), file.text(), file.path()));
        }
        views.forget(PLATFORM);
        for (String code : found.orchestrations().keySet()) {
            SpecFile file = Objects.requireNonNull(found.sources().get(code));
            OrchestrationReport.Sound sound = Objects.requireNonNull(
                    orchestrations.handle(file.text(), views.of(PLATFORM), true).sound());
            changed += register(RegisterSpecs.orchestration(sound, file.text(), file.path()));
            // The next may run this one.
            views.forget(PLATFORM);
        }
        views.forget(PLATFORM);
        if (changed > 0) {
            LOG.info("registered {} procedures and orchestrations of the platform", changed);
        }
        return changed;
    }

    /** A start must not examine again what an earlier one has registered. */
    private boolean isRegistered(SpecFile file, RegisteredSpecs registered) {
        if (!(parser.read(file.text()) instanceof SpecParser.Read(Document document))) {
            return false;
        }
        String code = String.valueOf(document.content().text("smart_code"));
        String sha = CanonicalJson.sha(document.content());
        return Stream.of(SpecKind.values())
                .flatMap(kind -> registered.entry(kind, code).stream())
                .map(entry -> entry.active().insights())
                .anyMatch(facts -> sha.equals(facts.text("checksum")) && file.path().equals(facts.text("path")));
    }

    private int register(Registration registration) {
        Scope scope = new Scope(PLATFORM, THE_APPLICATION, "", new DatabaseCall());
        return "unchanged".equals(store.register(scope, registration).row().more().text("status")) ? 0 : 1;
    }
}
