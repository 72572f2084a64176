package com.heraerp.orchestration.application;

import com.heraerp.kernel.Severity;
import com.heraerp.orchestration.application.port.SpecCatalog;
import com.heraerp.orchestration.application.port.SpecFiles.SpecFile;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.application.port.SpecParser;
import com.heraerp.orchestration.domain.check.BoundRoute;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.plan.NestedOrchestration;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.spec.Document;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.Trigger;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examines a directory of specifications as if they were registered together, procedures first. */
@Singleton
public final class ValidateFiles {

    private final SpecParser parser;
    private final ValidateProcedure procedures;
    private final ValidateOrchestration orchestrations;

    ValidateFiles(SpecParser parser, ValidateProcedure procedures, ValidateOrchestration orchestrations) {
        this.parser = parser;
        this.procedures = procedures;
        this.orchestrations = orchestrations;
    }

    /**
     * What the files hold.
     *
     * @param problems by path; files without any have an entry too
     * @param procedures those without errors, by folded smart code
     * @param orchestrations those without errors, by folded smart code
     * @param sources the files of both, by folded smart code
     */
    public record Result(
            Map<String, List<Problem>> problems,
            Map<String, ProcedureReport.Sound> procedures,
            Map<String, OrchestrationReport.Sound> orchestrations,
            Map<String, SpecFile> sources) {

        public boolean isSound() {
            return problems.values().stream().flatMap(List::stream).noneMatch(Problem::isError);
        }
    }

    /**
     * Examines all files; changes nothing.
     *
     * @param registered what is registered already and may be named
     * @param strict whether warnings are errors
     */
    public Result handle(List<SpecFile> files, SpecCatalog registered, boolean strict) {
        Result result = new Result(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(),
                new LinkedHashMap<>());
        files.stream().filter(file -> kind(file) == SpecKind.PROCEDURE).forEach(file -> {
            ProcedureReport report = procedures.handle(file.text());
            result.problems().put(file.path(), new ArrayList<>(report.problems()));
            ProcedureReport.Sound sound = report.sound();
            if (sound != null) {
                keep(result, file, sound.spec().smartCode(), result.procedures(), sound);
            }
        });
        SpecCatalog together = new Together(registered, result);
        // One may run another that stands in a later file: those that are left are looked at again while some become sound.
        List<SpecFile> left = files.stream().filter(file -> kind(file) == SpecKind.ORCHESTRATION).toList();
        int before;
        do {
            before = left.size();
            left = left.stream().filter(file -> !isSound(file, together, strict, result)).toList();
        } while (!left.isEmpty() && left.size() < before);
        return result;
    }

    private boolean isSound(SpecFile file, SpecCatalog together, boolean strict, Result result) {
        OrchestrationReport report = orchestrations.handle(file.text(), together, strict);
        result.problems().put(file.path(), new ArrayList<>(report.problems()));
        OrchestrationReport.Sound sound = report.sound();
        if (sound != null) {
            keep(result, file, sound.spec().smartCode(), result.orchestrations(), sound);
        }
        return sound != null;
    }

    private static <T> void keep(Result result, SpecFile file, String code, Map<String, T> kept, T sound) {
        if (kept.putIfAbsent(Codes.folded(code), sound) == null) {
            result.sources().put(Codes.folded(code), file);
        } else {
            result.problems().getOrDefault(file.path(), new ArrayList<>()).add(new Problem(Severity.ERROR,
                    "SMART_CODE_DUPLICATE", "/smart_code", 1, "another file has the smart code " + code));
        }
    }

    private SpecKind kind(SpecFile file) {
        return switch (parser.read(file.text())) {
            case SpecParser.Read(Document document) -> document.content().get("graph") == null
                    && document.content().get("triggers") == null ? SpecKind.PROCEDURE : SpecKind.ORCHESTRATION;
            case SpecParser.Unreadable unreadable -> SpecKind.PROCEDURE;
        };
    }

    /** The files before what is registered. */
    private record Together(SpecCatalog registered, Result files) implements SpecCatalog {

        @Override
        public Optional<KnownProcedure> procedure(String smartCode) {
            ProcedureReport.Sound sound = files.procedures().get(Codes.folded(smartCode));
            return sound == null
                    ? orchestrationHere(smartCode).map(NestedOrchestration::of)
                            .or(() -> registered.procedure(smartCode))
                    : Optional.of(new KnownProcedure(sound.spec(), 1, sound.sha()));
        }

        @Override
        public Optional<Plan> orchestration(String smartCode) {
            return orchestrationHere(smartCode).or(() -> registered.orchestration(smartCode));
        }

        private Optional<Plan> orchestrationHere(String smartCode) {
            return Optional.ofNullable(files.orchestrations().get(Codes.folded(smartCode)))
                    .map(OrchestrationReport.Sound::plan);
        }

        @Override
        public List<BoundRoute> routes() {
            List<BoundRoute> routes = new ArrayList<>(registered.routes());
            files.orchestrations().values().forEach(sound -> sound.spec().triggers().forEach(trigger -> Trigger
                    .parse(trigger.on())
                    .ifPresent(form -> {
                        if (form instanceof Trigger.Api api) {
                            routes.add(new BoundRoute(sound.spec().smartCode(), api));
                        }
                    })));
            return routes;
        }
    }
}
