package com.heraerp.app.health;

import com.heraerp.app.config.Build;
import com.heraerp.app.config.HeraSettings;
import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.postgres.DatabaseProbe;
import com.heraerp.kernel.web.Answers;
import com.heraerp.kernel.web.Call;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.scheduling.TaskExecutors;
import java.math.BigDecimal;
import java.util.OptionalLong;

/** The probes of an orchestrator, and the long answer for people. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final DatabaseProbe database;
    private final Pool pool;
    private final Stopping stopping;
    private final HeraSettings settings;

    HealthController(DatabaseProbe database, Pool pool, Stopping stopping, HeraSettings settings) {
        this.database = database;
        this.pool = pool;
        this.stopping = stopping;
        this.settings = settings;
    }

    /** Whether the process answers at all; asks nobody else. */
    @Get("/health/liveness")
    HttpResponse<byte[]> liveness(Call call) {
        return answer(call, HttpStatus.OK, JsonObject.builder().put("status", UP).build());
    }

    /** Whether requests may be sent here: not while stopping, not without the database. */
    @Get("/health/readiness")
    HttpResponse<byte[]> readiness(Call call) {
        if (stopping.hasBegun()) {
            throw Refused.because(Refusal.OVERLOADED, "The server is stopping").retryable();
        }
        if (database.roundTripNanos().isEmpty()) {
            throw Refused.because(Refusal.DATABASE_UNAVAILABLE, "The database does not answer").retryable();
        }
        return answer(call, HttpStatus.OK, JsonObject.builder().put("status", UP).put("database", UP).build());
    }

    /** Whether the start is over. The schema is migrated before HTTP is opened, so an answer is the proof. */
    @Get("/health/startup")
    HttpResponse<byte[]> startup(Call call) {
        return answer(call, HttpStatus.OK, JsonObject.builder().put("status", UP).build());
    }

    /** Every part with its figures, for an administrator of any organization or of the platform. */
    @Get("/health/detailed")
    HttpResponse<byte[]> detailed(Call call) {
        ActorContext actor = call.actor();
        if (!actor.platformAdministrator()) {
            actor.require(Role.ADMIN);
        }
        JsonObject databaseState = database();
        JsonObject components = JsonObject.builder()
                .put("database", databaseState)
                .put("pool", pool.figures())
                .put("memory", Vitals.memory())
                .put("disk", Vitals.disk(settings.home()))
                .build();
        return answer(call, HttpStatus.OK, JsonObject.builder()
                .put("status", UP.equals(databaseState.text("status")) ? UP : DOWN)
                .put("version", Build.current().version())
                .put("uptime_seconds", Vitals.uptimeSeconds())
                .put("components", components)
                .build());
    }

    /** How the database answers and how busy the pool is. */
    @Get("/db/status")
    HttpResponse<byte[]> databaseStatus(Call call) {
        JsonObject.Builder state = database().toBuilder();
        return answer(call, HttpStatus.OK, state.put("pool", pool.figures()).build());
    }

    private JsonObject database() {
        OptionalLong nanos = database.roundTripNanos();
        JsonObject.Builder json = JsonObject.builder().put("status", nanos.isPresent() ? UP : DOWN);
        nanos.ifPresent(took -> json.put("latency_ms", BigDecimal.valueOf(took / 1000, 3)));
        return json.build();
    }

    private static HttpResponse<byte[]> answer(Call call, HttpStatus status, JsonObject body) {
        String members = body.toJson();
        JsonWriter json = new JsonWriter(256).raw(members.substring(0, members.length() - 1)).raw(",");
        Answers.text(json, "api_version", "v2.1");
        return Answers.json(status, Answers.performance(json, call.elapsedMillis()).raw("}").toBytes());
    }
}
