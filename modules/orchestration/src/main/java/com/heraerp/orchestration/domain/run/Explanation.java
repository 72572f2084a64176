package com.heraerp.orchestration.domain.run;

import com.heraerp.orchestration.domain.plan.EventPlan;
import com.heraerp.orchestration.domain.plan.PlanNode;
import java.time.Instant;
import java.util.UUID;

/** Says in one sentence why a run is where it is, and what would set it going. */
public final class Explanation {

    private Explanation() {}

    /** @param graph what the run's event reaches */
    public static String of(EventPlan graph, RunState run, Instant now) {
        Instant folded = run.progress().folded();
        UUID heir = run.progress().heir();
        return sentence(graph, run, now)
                + (heir == null ? "" : " What it had done was taken over by the run " + heir + ".")
                + (folded == null
                        ? ""
                        : " It was folded to a summary at " + folded
                                + ": what went into its nodes and came out of them is gone.");
    }

    private static String sentence(EventPlan graph, RunState run, Instant now) {
        Progress progress = run.progress();
        String error = progress.error() == null
                ? ""
                : " because " + progress.error().node() + " failed with " + progress.error().code() + ": "
                        + progress.error().message();
        return switch (run.status()) {
            case COMPLETED -> "The run is done.";
            case FAILED -> "The run ended, and nothing was undone," + error + ".";
            case COMPENSATED -> "The run was undone" + error + ".";
            case CANCELLED -> progress.ending() == Ending.DEADLINE
                    ? "The run was undone because its time was up."
                    : "The run was undone because somebody cancelled it.";
            case TERMINATED -> "Somebody ended the run where it was; nothing was undone.";
            case SUSPENDED -> suspended(progress) + error + ".";
            case WAITING -> waiting(graph, run);
            case PENDING -> pending(run, now);
            case RUNNING, COMPENSATING, CANCELLING -> held(graph, run, error);
        };
    }

    private static String suspended(Progress progress) {
        Suspension why = progress.suspension();
        return switch (why == null ? Suspension.PAUSED : why) {
            case PAUSED -> "The run is paused; resume it";
            case POISON -> "The run was claimed " + Decider.MOST_CLAIMS
                    + " times without getting any further: something in it kills its process; resume or terminate it";
            case IN_DOUBT -> "Nobody knows whether an external call happened; retry its node, or skip it";
            case COMPENSATION_FAILED -> "A compensation ran out of attempts; resume the run, or skip the node";
            case NODE_FAILED -> "The run waits for a decision; resume it, or skip the node,";
            case PAST_PIVOT -> "The run cannot be undone any more; resume it, or skip the node,";
        };
    }

    private static String waiting(EventPlan graph, RunState run) {
        for (PlanNode node : graph.nodes()) {
            Step step = run.forward().get(node.id());
            if (step != null && step.state() == StepState.WAITING && Nested.is(node)) {
                return "The run waits at " + node.id() + " for the end of the run " + step.signal() + " of "
                        + node.procedure().smartCode()
                        + (run.progress().phase() == Phase.UNDO
                                ? ", which it called back,"
                                : "")
                        + " since " + step.at() + "; see why that one is where it is.";
            }
            Step undo = run.undo().get(node.id());
            if (undo != null && undo.state() == StepState.WAITING) {
                return "The run waits at " + node.id() + " for the run " + undo.signal() + " of "
                        + node.procedure().smartCode() + " to be undone, since " + undo.at() + ".";
            }
            if (step != null && step.state() == StepState.WAITING && step.signal() != null) {
                return "The run waits at " + node.id() + " for the signal " + step.signal() + " since " + step.at()
                        + (step.due() == null ? "." : ", at the longest until " + step.due() + ".");
            }
        }
        return "The run waits for something that time alone will not bring; send its signal, or cancel it.";
    }

    private static String pending(RunState run, Instant now) {
        Instant until = run.progress().notBefore();
        if (until != null && until.isAfter(now)) {
            for (Step step : run.steps(run.progress().phase()).values()) {
                RunError error = step.error();
                if (error != null && step.state() == StepState.READY && error.code().equals(RunError.POSTPONED)) {
                    return "The run waits at " + step.node() + ": " + error.message() + "; it tries again at " + until
                            + ".";
                }
                if (error != null && step.state() == StepState.READY) {
                    return "The run tries " + step.node() + " again at " + until + ", for the " + (step.attempts() + 1)
                            + ". time, after " + error.code() + ".";
                }
            }
            return "The run goes on at " + until + ".";
        }
        return run.hold().fence() == 0 && run.start().subject() != null
                ? "The run waits its turn at " + run.start().subject() + "."
                : "The run waits for a process that is free and has all of its procedures.";
    }

    private static String held(EventPlan graph, RunState run, String error) {
        String by = "process " + run.hold().owner() + " (fence " + run.hold().fence() + ")";
        if (run.progress().phase() == Phase.UNDO) {
            return "The run is being undone by " + by + error + ".";
        }
        for (PlanNode node : graph.nodes()) {
            Step step = run.forward().get(node.id());
            if (step != null && step.state() == StepState.RUNNING) {
                return "The run waits for the answer of " + node.procedure().smartCode() + " at " + node.id()
                        + ", called by " + by + " since " + step.at() + ".";
            }
        }
        return "The run is carried by " + by + ".";
    }
}
