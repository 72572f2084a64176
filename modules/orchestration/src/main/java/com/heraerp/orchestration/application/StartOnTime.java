package com.heraerp.orchestration.application;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.orchestration.application.port.Timetable;
import com.heraerp.orchestration.application.port.Timetable.Entry;
import com.heraerp.orchestration.domain.spec.Trigger;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what is to run at times of day, in each organization's own zone, by the database's clock.
 *
 * <p>Nothing is remembered here: what has started is known by the keys of the runs, so that of many pods that look at once one
 * starts the run, and that of the times that went by while none was alive the last one, and it alone, starts one late.
 *
 * <p>An organization's own orchestrations run for it. Those of the platform run for the organizations that ask for them in their
 * setting {@code scheduled_orchestrations}: nobody expects his till to be closed at night because somebody else's is.
 */
@Singleton
public final class StartOnTime {

    /** What is registered elsewhere is seen so late. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int MOST_TOLD = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(StartOnTime.class);

    private final Timetable timetable;
    private final SpecViews views;
    private final StartRun start;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Loop watching;

    StartOnTime(Timetable timetable, SpecViews views, StartRun start) {
        this.timetable = timetable;
        this.views = views;
        this.start = start;
        this.watching = new Loop("run-times", AFTER_FAILURE, this::startDue);
    }

    /** Begins to watch the time. */
    public void start() {
        watching.start(Duration.ZERO);
    }

    /** Starts nothing more; what is due is another pod's, or late. */
    public void stop() {
        watching.stop();
    }

    /** Starts what is due, and says when to look again. */
    Duration startDue() {
        Timetable.Now table = timetable.read();
        Instant next = table.now().plus(LONGEST_PAUSE);
        for (Entry entry : table.entries()) {
            if (Trigger.parse(entry.on()).orElse(null) instanceof Trigger.Time(var cron)) {
                cron.latest(entry.since(), table.now(), entry.zone()).ifPresent(due -> start(entry, due));
                Instant coming = cron.next(table.now(), entry.zone()).orElse(next);
                next = coming.isBefore(next) ? coming : next;
            }
        }
        return Duration.between(table.now(), next).plusMillis(1);
    }

    private void start(Entry entry, Instant due) {
        UUID user = entry.userId();
        if (user == null) {
            tell(entry, due, "who registered it is no member any more; register it anew");
            return;
        }
        String event = views.of(entry.organizationId()).plan(entry.smartCode())
                .map(plan -> plan.triggers().get(entry.on()))
                .orElse(null);
        if (event == null) {
            // It was registered anew a moment ago.
            return;
        }
        ActorContext actor = new ActorContext(user, new OrganizationId(entry.organizationId()),
                Role.of(String.valueOf(entry.role())).orElse(Role.VIEWER), false);
        try {
            start.handle(new StartRun.Command(actor,
                    new Scope(entry.organizationId(), user, "", new DatabaseCall()), entry.smartCode(), event,
                    payload(entry, due), entry.key(due), Duration.ZERO));
        } catch (Refused refused) {
            tell(entry, due, refused.message());
        } catch (RuntimeException broken) {
            // One that cannot be started does not keep the others from their times.
            tell(entry, due, broken.toString());
        }
    }

    /** The same on every pod, because a run's key stands for its payload. */
    private static JsonObject payload(Entry entry, Instant due) {
        return JsonObject.builder()
                .put("trigger", entry.on())
                .put("fire_time", due.toString())
                .put("local_time",
                        due.atZone(entry.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString())
                .put("local_date", due.atZone(entry.zone()).toLocalDate().toString())
                .put("time_zone", entry.zone().getId())
                .build();
    }

    /** Once for each time: it is tried again until the next one has come. */
    private void tell(Entry entry, Instant due, String why) {
        if (told.size() >= MOST_TOLD) {
            told.clear();
        }
        if (told.add(entry.organizationId() + entry.smartCode() + entry.key(due))) {
            LOG.warn("{} of organization {} is not started at {}: {}", entry.smartCode(), entry.organizationId(), due,
                    why);
        }
    }
}
