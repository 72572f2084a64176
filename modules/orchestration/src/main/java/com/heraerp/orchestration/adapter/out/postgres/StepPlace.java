package com.heraerp.orchestration.adapter.out.postgres;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.orchestration.domain.run.Phase;
import com.heraerp.orchestration.domain.run.RunJson;
import com.heraerp.orchestration.domain.run.RunState;
import com.heraerp.orchestration.domain.run.Step;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the steps of a run are kept. As long as they are short they stand in the run's own row, which is written anyway: a row for each
 * of them, with its keys and checks, would cost as much again as the run's own does. What grows with every commit must not be written
 * anew with every commit, so those of a long run are lines.
 */
final class StepPlace {

    /** Characters of JSON. */
    static final int LONGEST = 4_000;

    private static final int UNDO = 10_000;

    private StepPlace() {}

    /** The steps, when they stand in the run's row; null when they are lines. */
    static @Nullable JsonArray inRow(RunState run) {
        JsonArray steps = RunJson.steps(run);
        return steps.toJson().length() <= LONGEST ? steps : null;
    }

    /** The number of the line of {@code step}: going forward from 1, undoing from 10,001, each in the order in which they began. */
    static int line(RunState run, Step step) {
        Map<String, Step> steps = step.phase() == Phase.FORWARD ? run.forward() : run.undo();
        int place = new ArrayList<>(steps.keySet()).indexOf(step.node()) + 1;
        return step.phase() == Phase.FORWARD ? place : UNDO + place;
    }
}
