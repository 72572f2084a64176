package com.heraerp.benchmarks.engine;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.kernel.postgres.Transaction;
import com.heraerp.kernel.settings.CacheSettings;
import com.heraerp.kernel.settings.DatabaseSettings;
import com.heraerp.orchestration.api.Invocation;
import com.heraerp.orchestration.api.Outcome;
import com.heraerp.orchestration.api.ProcedureHandler;
import com.heraerp.orchestration.api.RunSettings;
import com.heraerp.orchestration.api.TransactionScope;
import com.heraerp.orchestration.application.RegisterSpecs;
import com.heraerp.orchestration.application.StartRun;
import com.heraerp.orchestration.domain.run.RunStatus;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** HERA's engine as the application puts it together, called where the routes of triggers call it. */
final class HeraContender implements Contender {

    private static final UUID LUXE = UUID.fromString("a0000000-0000-4000-8000-000000000001");
    private static final ActorContext OWNER = new ActorContext(UUID.fromString("a0000000-0000-4000-8000-0000000000a1"),
            new OrganizationId(LUXE), Role.OWNER, false);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final CacheSettings NO_REDIS = new CacheSettings(Duration.ofHours(1), 10_000, Optional.empty());

    private final String name;
    private final String smartCode;
    private final StartRun start;

    private HeraContender(String name, String smartCode, StartRun start) {
        this.name = name;
        this.smartCode = smartCode;
        this.start = start;
    }

    /** The engine, on {@code pool}. */
    static ApplicationContext engine(BenchServer server, HikariDataSource pool) {
        DatabaseSettings settings = new DatabaseSettings(server.url(), "hera_app", "", pool.getMinimumIdle(),
                pool.getMaximumPoolSize(), Duration.ofSeconds(30));
        ApplicationContext beans = ApplicationContext.builder().banner(false)
                .singletons(pool, settings, NO_REDIS, new Writing(), new RunSettings(Duration.ZERO),
                        new SimpleMeterRegistry())
                .start();
        RegisterSpecs register = beans.getBean(RegisterSpecs.class);
        register.procedure(command(BenchServer.text("write.yaml")));
        return beans;
    }

    /** One that runs what {@code yaml} says. */
    static HeraContender of(ApplicationContext engine, String name, String yaml, String smartCode) {
        engine.getBean(RegisterSpecs.class).orchestration(command(BenchServer.text(yaml)));
        return new HeraContender(name, smartCode, engine.getBean(StartRun.class));
    }

    private static RegisterSpecs.Command command(String yaml) {
        return new RegisterSpecs.Command(OWNER, scope(), yaml, null);
    }

    private static Scope scope() {
        return new Scope(LUXE, OWNER.userId(), "", new DatabaseCall());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(long number) {
        JsonObject payload = JsonObject.builder().put("number", number).build();
        RunStatus status = start.handle(new StartRun.Command(OWNER, scope(), smartCode, null, payload,
                UUID.randomUUID().toString(), PATIENCE)).run().status();
        if (status != RunStatus.COMPLETED) {
            throw new IllegalStateException("a run of " + smartCode + " ended as " + status);
        }
    }

    private record Writing() implements ProcedureHandler {

        @Override
        public String smartCode() {
            return "HERA.BENCH.ENGINE.PROC.WRITE.V1";
        }

        @Override
        public Outcome handle(Invocation invocation, TransactionScope scope) {
            try {
                scope.as(Transaction.class).call(BenchServer.EFFECT, (statement, first) -> {
                    statement.setString(first, invocation.runId().toString());
                    statement.setInt(first + 1, invocation.node().charAt(0) - 'A');
                });
                return Outcome.completed();
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
