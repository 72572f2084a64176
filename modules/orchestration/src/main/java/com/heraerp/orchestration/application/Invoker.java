package com.heraerp.orchestration.application;

import com.heraerp.orchestration.domain.spec.ProcedureSpec;
import com.heraerp.orchestration.domain.spec.ErrorAction;
import com.heraerp.orchestration.domain.plan.Codes;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.port.RunMeters;
import com.heraerp.orchestration.application.port.RunStore.TransactionBroken;
import com.heraerp.orchestration.domain.plan.PlanNode;
import com.heraerp.orchestration.domain.plan.PlanProcedure;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.RunError;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.Step;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls procedures and takes whatever they do for one of four outcomes. */
final class Invoker {

    /** Of one attempt, where neither procedure nor orchestration says anything. */
    static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);

    private final Handlers handlers;
    private final LoadedPlan plan;
    private final RunMeters meters;
    private final Breakers breakers;

    Invoker(Handlers handlers, LoadedPlan plan, RunMeters meters, Breakers breakers) {
        this.handlers = handlers;
        this.plan = plan;
        this.meters = meters;
        this.breakers = breakers;
    }

    static Duration timeout(PlanNode node) {
        return node.timeout() == null ? USUAL_TIMEOUT : node.timeout();
    }

    /** What the procedure of {@code node}, or its compensation, is given. */
    static Invocation invocation(PlanNode node, RunState run, Phase phase, JsonObject inputs, int attempt,
            Instant now) {
        boolean undoing = phase == Phase.UNDO;
        RunError cause = run.progress().error();
        return new Invocation(
                run.start().id(),
                node.id(),
                undoing ? node.compensationMode() : node.mode(),
                inputs,
                run.start().actor(),
                run.start().id() + ":" + node.id() + ":" + phase,
                attempt,
                undoing,
                undoing && cause != null ? cause.toJson() : null,
                timeout(node),
                now);
    }

    static PlanProcedure procedure(PlanNode node, Phase phase) {
        PlanProcedure undo = node.compensation();
        if (phase == Phase.UNDO && undo == null) {
            throw new IllegalStateException(node.id() + " has no compensation");
        }
        return undo != null && phase == Phase.UNDO ? undo : node.procedure();
    }

    static int attempt(Step step) {
        return step.attempts() + 1;
    }

    /** Calls a transactional procedure. */
    Outcome inside(String smartCode, Invocation invocation, TransactionScope scope) {
        return meters.timed(plan.plan().smartCode(), invocation, () -> called(smartCode, invocation, scope));
    }

    private Outcome called(String smartCode, Invocation invocation, TransactionScope scope) {
        ProcedureHandler handler = handlers.find(smartCode, plan.procedure(smartCode)).orElse(null);
        if (handler == null) {
            return noHandler(smartCode);
        }
        try {
            return handler.handle(invocation, scope);
        } catch (TransactionBroken broken) {
            throw broken;
        } catch (Refused refused) {
            return Outcome.Failed.of(refused);
        } catch (RuntimeException unexpected) {
            LOG.error("procedure {} failed in run {} at {}", smartCode, invocation.runId(), invocation.node(),
                    unexpected);
            return new Outcome.Failed(RunError.UNEXPECTED, "the procedure " + smartCode + " failed unexpectedly");
        }
    }

    /** Calls an external procedure; when it throws, nobody knows what it did. */
    Outcome outside(String smartCode, Invocation invocation) {
        return meters.timed(plan.plan().smartCode(), invocation, () -> breakers.guarded(
                Codes.folded(smartCode), invocation, outcome -> isTheServicesFault(smartCode, outcome),
                () -> calledOut(smartCode, invocation)));
    }

    /** Asks an external procedure whether a call happened; no breaker keeps the answer back, for somebody is in doubt. */
    Outcome verified(String smartCode, Invocation invocation) {
        return meters.timed(plan.plan().smartCode(), invocation, () -> calledOut(smartCode, invocation));
    }

    /** No answer, or an error of which the procedure says that trying again helps; every other error is an answer. */
    private boolean isTheServicesFault(String smartCode, Outcome outcome) {
        ProcedureSpec spec = plan.procedure(smartCode);
        return switch (outcome) {
            case Outcome.Unknown unknown -> true;
            case Outcome.Failed(String code, var message, var context) -> spec != null
                    && spec.error(code).filter(rule -> rule.action() == ErrorAction.RETRY).isPresent();
            case Outcome.Completed completed -> false;
            case Outcome.Postponed postponed -> false;
        };
    }

    private Outcome calledOut(String smartCode, Invocation invocation) {
        ProcedureHandler handler = handlers.find(smartCode, plan.procedure(smartCode)).orElse(null);
        if (handler == null) {
            return noHandler(smartCode);
        }
        try {
            return handler.handle(invocation, TransactionScope.NONE);
        } catch (Refused refused) {
            return Outcome.Failed.of(refused);
        } catch (RuntimeException unexpected) {
            LOG.error("procedure {} failed in run {} at {}", smartCode, invocation.runId(), invocation.node(),
                    unexpected);
            return new Outcome.Unknown("the procedure " + smartCode + " ended without an answer");
        }
    }

    private static Outcome noHandler(String smartCode) {
        return new Outcome.Failed(RunError.NO_HANDLER, "no handler here for " + smartCode);
    }
}
