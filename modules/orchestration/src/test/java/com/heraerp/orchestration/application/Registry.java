package com.heraerp.orchestration.application;

import com.heraerp.orchestration.adapter.out.cel.CelLanguage;
import com.heraerp.orchestration.adapter.out.files.SpecFolders;
import com.heraerp.orchestration.adapter.out.schema.Schemas;
import com.heraerp.orchestration.adapter.out.yaml.YamlParsers;
import com.heraerp.orchestration.application.port.Expressions;
import com.heraerp.orchestration.application.port.SpecCatalog;
import com.heraerp.orchestration.application.port.SpecFiles;
import com.heraerp.orchestration.application.port.SpecFiles.SpecFile;
import com.heraerp.orchestration.application.port.SpecParser;
import com.heraerp.orchestration.application.port.SpecSchemas;
import com.heraerp.orchestration.domain.check.BoundRoute;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.orchestration.domain.plan.KnownProcedure;
import com.heraerp.orchestration.domain.plan.Plan;
import com.heraerp.orchestration.domain.spec.Problem;
import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registry's use cases on their real adapters, and the specifications that come with the application. */
final class Registry {

    static final Expressions EXPRESSIONS = CelLanguage.expressions();
    static final String CART = "HERA.SALON.POS.ORCH.CART_LINE_MGMT.V1";

    static final SpecParser PARSER = YamlParsers.parser();
    private static final SpecSchemas SCHEMAS = Schemas.schemas();
    static final ValidateProcedure PROCEDURES = new ValidateProcedure(PARSER, SCHEMAS, EXPRESSIONS);
    static final ValidateOrchestration ORCHESTRATIONS = new ValidateOrchestration(PARSER, SCHEMAS, EXPRESSIONS);
    static final ValidateFiles FILES = new ValidateFiles(PARSER, PROCEDURES, ORCHESTRATIONS);

    static final SpecCatalog NOTHING = new SpecCatalog() {
        @Override
        public Optional<KnownProcedure> procedure(String smartCode) {
            return Optional.empty();
        }

        @Override
        public List<BoundRoute> routes() {
            return List.of();
        }
    };

    private static final ValidateFiles.Result BUNDLED = bundled(true);

    static final SpecFiles FILES_OF_THE_APPLICATION = SpecFolders.files();

    private Registry() {}

    static List<SpecFile> bundledFiles() {
        return SpecFolders.files().bundled();
    }

    static ValidateFiles.Result bundled(boolean strict) {
        return FILES.handle(bundledFiles(), NOTHING, strict);
    }

    /** The bundled procedures, as if they were registered. */
    static SpecCatalog catalog() {
        return new SpecCatalog() {
            @Override
            public Optional<KnownProcedure> procedure(String smartCode) {
                return Optional.ofNullable(BUNDLED.procedures().get(Codes.folded(smartCode)))
                        .map(sound -> new KnownProcedure(sound.spec(), 1, sound.sha()));
            }

            @Override
            public List<BoundRoute> routes() {
                return List.of();
            }
        };
    }

    static LoadedPlan cart() {
        return loaded(CART);
    }

    /** A bundled orchestration as a run has it. */
    static LoadedPlan loaded(String smartCode) {
        return loaded(plan(smartCode));
    }

    /** A plan of bundled procedures as a run has it. */
    static LoadedPlan loaded(Plan plan) {
        Map<String, ProcedureSpec> specs = new HashMap<>();
        BUNDLED.procedures().forEach((code, sound) -> specs.put(code, sound.spec()));
        return new LoadedPlan(plan, specs, EXPRESSIONS);
    }

    static Plan plan(String smartCode) {
        return BUNDLED.orchestrations().values().stream().map(OrchestrationReport.Sound::plan)
                .filter(plan -> Codes.folded(plan.smartCode()).equals(Codes.folded(smartCode))).findFirst()
                .orElseThrow();
    }

    static List<ProcedureSpec> procedures() {
        return BUNDLED.procedures().values().stream().map(sound -> sound.spec()).toList();
    }

    static OrchestrationReport examine(String yaml) {
        return ORCHESTRATIONS.handle(yaml, catalog(), false);
    }

    static List<String> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).toList();
    }
}
