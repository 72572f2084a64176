package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.Violation;
import com.heraerp.kernel.change.StoredChange;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.SpecKind;
import com.heraerp.orchestration.application.port.SpecStore;
import com.heraerp.orchestration.application.port.SpecStore.Registration;
import com.heraerp.orchestration.domain.plan.PlanJson;
import com.heraerp.orchestration.domain.spec.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Registers a procedure or an orchestration: examined whole, compiled, and only then written. */
@Singleton
public final class RegisterSpecs {

    private final ValidateProcedure procedures;
    private final ValidateOrchestration orchestrations;
    private final SpecViews views;
    private final SpecStore store;

    RegisterSpecs(ValidateProcedure procedures, ValidateOrchestration orchestrations, SpecViews views,
            SpecStore store) {
        this.procedures = procedures;
        this.orchestrations = orchestrations;
        this.views = views;
        this.store = store;
    }

    /**
     * What is to be registered.
     *
     * @param text YAML or JSON
     * @param expectedVersion of the entity that is there; null for any
     */
    public record Command(ActorContext actor, Scope scope, String text, @Nullable Long expectedVersion) {}

    /** What was registered, and what there was to warn of. */
    public record Result(StoredChange stored, List<Violation> warnings) {}

    /**
     * Registers a procedure.
     *
     * @throws Refused 400 with everything that is wrong, each with its path and line; 403 for who may not
     */
    public Result procedure(Command command) {
        requireRegistrar(command.actor);
        ProcedureReport report = procedures.handle(command.text);
        ProcedureReport.Sound sound = report.sound();
        if (sound == null) {
            throw refused("procedure", report.problems());
        }
        return store(command.scope, command.text, report.problems(), procedure(sound, command.text, null), command);
    }

    /**
     * Registers an orchestration.
     *
     * @throws Refused as {@link #procedure}
     */
    public Result orchestration(Command command) {
        requireRegistrar(command.actor);
        OrchestrationReport report = orchestrations.handle(
                command.text, views.of(command.scope.organizationId()), false);
        OrchestrationReport.Sound sound = report.sound();
        if (sound == null) {
            throw refused("orchestration", report.problems());
        }
        return store(command.scope, command.text, report.problems(), orchestration(sound, command.text, null),
                command);
    }

    private Result store(Scope scope, String text, List<Problem> problems, Registration registration,
            Command command) {
        Registration expected = new Registration(registration.kind(), registration.smartCode(), registration.intent(),
                registration.content(), text, registration.sha(), registration.plan(), registration.planSha(), null,
                command.expectedVersion);
        StoredChange stored = store.register(scope, expected);
        views.forget(scope.organizationId());
        return new Result(stored, problems.stream().map(Problem::toViolation).toList());
    }

    /**
     * Examines an orchestration; changes nothing.
     *
     * @param text null for the one that is registered as {@code smartCode}
     * @throws Refused 404 when there is none
     */
    public List<Problem> examine(UUID organizationId, String smartCode, @Nullable String text) {
        RegisteredSpecs specs = views.of(organizationId);
        String examined = text != null
                ? text
                : specs.entry(SpecKind.ORCHESTRATION, smartCode)
                        .map(entry -> entry.active().content().toJson())
                        .orElseThrow(() -> FindSpecs.unknown(SpecKind.ORCHESTRATION, smartCode));
        return orchestrations.handle(examined, specs, false).problems();
    }

    private static void requireRegistrar(ActorContext actor) {
        if (!actor.organizationId().isPlatform()) {
            actor.require(Role.ADMIN);
        } else if (!actor.platformAdministrator()) {
            throw Refused.because(Refusal.FORBIDDEN, "The platform's registry is for platform administrators");
        }
    }

    private static Refused refused(String what, List<Problem> problems) {
        long errors = problems.stream().filter(Problem::isError).count();
        return Refused.because(Refusal.INVALID_REQUEST,
                "The " + what + " was not registered: " + errors + (errors == 1 ? " error" : " errors"))
                .withViolations(
                        problems.stream().filter(Problem::isError).map(Problem::toViolation).toList(),
                        problems.stream().filter(problem -> !problem.isError()).map(Problem::toViolation).toList());
    }

    static Registration procedure(ProcedureReport.Sound sound, String source, @Nullable String path) {
        return new Registration(SpecKind.PROCEDURE, sound.spec().smartCode(), intent(sound.content()),
                sound.content(), source, sound.sha(), null, null, path, null);
    }

    static Registration orchestration(OrchestrationReport.Sound sound, String source, @Nullable String path) {
        return new Registration(SpecKind.ORCHESTRATION, sound.spec().smartCode(), intent(sound.content()),
                sound.content(), source, sound.sha(), PlanJson.write(sound.plan()), sound.plan().sha(), path, null);
    }

    private static String intent(JsonObject content) {
        String intent = content.text("intent");
        return intent == null ? "" : intent.strip();
    }
}
