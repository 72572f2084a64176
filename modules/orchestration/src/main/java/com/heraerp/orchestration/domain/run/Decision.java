package com.heraerp.orchestration.domain.run;

import com.heraerp.orchestration.domain.plan.PlanNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run does next. */
public sealed interface Decision {

    /** Run these transactional nodes, in this order, inside this transaction; all of them or none. */
    record Commit(List<PlanNode> nodes) implements Decision {}

    /** Note that these external calls begin, and these waits; make the calls when that is committed. */
    record Begin(List<PlanNode> calls, List<PlanNode> waits) implements Decision {}

    /** Note that it is being asked whether this call happened; ask when that is committed. */
    record Verify(PlanNode node) implements Decision {}

    /** Run the compensations of these nodes, in this order, inside this transaction. */
    record Undo(List<PlanNode> nodes) implements Decision {}

    /** Note that this external compensation begins; make the call when that is committed. */
    record CallUndo(PlanNode node) implements Decision {}

    /** Nothing is to be run, but this is to be written. */
    record Record(List<Change> changes) implements Decision {

        public Record {
            changes = List.copyOf(changes);
        }

        Record(Change change) {
            this(List.of(change));
        }
    }

    /**
     * Nothing, for now: the run is not ours, or all that could be done is under way.
     *
     * @param again when to look again although nothing came back; null for never
     */
    record Leave(@Nullable Instant again) implements Decision {}
}
