package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.domain.run.RunStatus;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does the same to many runs, no faster than what they call can bear when they all go on at once. */
@Singleton
public final class OperateRuns {

    /** So long may it take: who waits for the answer must not be cut off. What is left then is left for the next time. */
    public static final Duration LONGEST = Duration.ofSeconds(25);

    private final ReadRuns runs;
    private final OperateRun operate;
    private final Clock clock;

    OperateRuns(ReadRuns runs, OperateRun operate, Clock clock) {
        this.runs = runs;
        this.operate = operate;
        this.clock = clock;
    }

    /**
     * What to do.
     *
     * @param filter as {@link ReadRuns#list} is asked, with {@code limit}
     * @param perSecond at most so many
     * @param trial whether only to say what would be done
     */
    public record Command(ActorContext actor, Scope reading, Scope writing, JsonObject filter, OperateRun.Action action,
            int perSecond,
            boolean trial, String reason) {}

    /**
     * One run.
     *
     * @param status as it is then, or would have been found
     * @param refused why it could not be done; null when it was, or could be
     */
    public record Each(UUID runId, RunStatus status, @Nullable String refused) {}

    /** @param more whether there are more runs that the filter admits */
    public record Result(List<Each> runs, boolean more) {}

    /**
     * Does it, newest first; one that refuses does not stop the others.
     *
     * @throws Refused 403 for who is no manager
     */
    public Result handle(Command command) {
        command.actor.requireTenant();
        command.actor.require(Role.MANAGER);
        JsonObject page = JsonReader.readStored(
                ("{" + new String(runs.list(command.actor, command.reading, command.filter), StandardCharsets.UTF_8)
                        + "}")
                        .getBytes(StandardCharsets.UTF_8));
        JsonArray found = page.array("data");
        List<Each> done = new ArrayList<>();
        Instant begun = clock.instant();
        for (JsonValue item : found == null ? List.<JsonValue>of() : found.values()) {
            boolean late = clock.instant().isAfter(begun.plus(LONGEST));
            if (late || !command.trial && !turn(begun, done.size(), command.perSecond)) {
                return new Result(done, true);
            }
            done.add(each(command, UUID.fromString(String.valueOf(((JsonObject) item).text("run_id")))));
        }
        return new Result(done, page.has("next_cursor"));
    }

    /** Waits until the next one's turn has come; says whether it has. */
    private boolean turn(Instant begun, int done, int perSecond) {
        Instant turn = begun.plus(Duration.ofSeconds(done).dividedBy(perSecond));
        Duration wait = Duration.between(clock.instant(), turn);
        try {
            Thread.sleep(wait.isPositive() ? wait : Duration.ZERO);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Each each(Command command, UUID runId) {
        OperateRun.Command one = new OperateRun.Command(command.actor, command.writing, runId, command.action, null,
                command.reason);
        try {
            return new Each(runId, (command.trial ? operate.tried(one) : operate.handle(one)).run().status(), null);
        } catch (Refused refused) {
            return new Each(runId, runs.read(command.actor, runId).run().status(), refused.message());
        }
    }
}
