package com.heraerp.app.config;

import com.heraerp.kernel.StartRefused;
import com.heraerp.kernel.settings.AiSettings;
import com.heraerp.kernel.settings.CacheSettings;
import com.heraerp.kernel.settings.CorsSettings;
import com.heraerp.kernel.settings.MonitoringSettings;
import com.heraerp.kernel.settings.RateLimitSettings;
import com.heraerp.orchestration.api.RunSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The whole environment, parsed and checked.
 *
 * @param mode what kind of installation this is
 * @param home where the embedded database and generated secrets live; absolute
 * @param demoData what was said about demo data; empty: the embedded start loads it, any other does not
 * @param port the port asked for; empty: 3000, or a free one when 3000 is taken and the database is embedded
 * @param logging how the process logs
 * @param database the database that was configured; embedded when no address is given
 * @param tokens the token keys that were configured
 * @param rateLimit for beans
 * @param cache for beans
 * @param ai for beans
 * @param monitoring for beans
 * @param cors for beans
 * @param runs for beans
 */
public record HeraSettings(
        Mode mode,
        Path home,
        Optional<Boolean> demoData,
        OptionalInt port,
        Logging logging,
        Database database,
        Tokens tokens,
        RateLimitSettings rateLimit,
        CacheSettings cache,
        AiSettings ai,
        MonitoringSettings monitoring,
        CorsSettings cors,
        RunSettings runs) {

    /** The port when none is asked for. */
    public static final int DEFAULT_PORT = 3000;

    private static final int MIN_SECRET_BYTES = 32;
    private static final int MAX_PORT = 65_535;

    /** What kind of installation: {@code HERA_ENV}. */
    public enum Mode {
        DEVELOPMENT, TEST, PRODUCTION
    }

    /** {@code LOG_LEVEL}. */
    public enum LogLevel {
        TRACE, DEBUG, INFO, WARN, ERROR
    }

    /** {@code LOG_FORMAT}. */
    public enum LogFormat {
        TEXT, JSON
    }

    /**
     * How the process logs, always to standard error.
     *
     * @param level lowest level written
     * @param format for people or for machines
     */
    public record Logging(LogLevel level, LogFormat format) {}

    /**
     * What was configured about the database.
     *
     * @param application the application role's address; empty: embedded
     * @param migration the owner role's address; empty: nothing is migrated at start
     * @param poolMin connections kept
     * @param poolMax connections at most
     * @param statementTimeout for every statement of the application
     */
    public record Database(
            Optional<PostgresAddress> application,
            Optional<PostgresAddress> migration,
            int poolMin,
            int poolMax,
            Duration statementTimeout) {

        /** Whether the application runs a PostgreSQL of its own. */
        public boolean embedded() {
            return application.isEmpty() && migration.isEmpty();
        }
    }

    /**
     * What was configured about tokens; with neither secret nor address, a secret is generated and kept at home.
     *
     * @param secret HS256 key, at least 32 bytes
     * @param jwksUrl the identity provider's keys
     * @param issuer the accepted issuer
     * @param audience the accepted audience
     */
    public record Tokens(
            Optional<String> secret, Optional<URI> jwksUrl, Optional<String> issuer, Optional<String> audience) {

        /** Never shows the secret. */
        @Override
        public String toString() {
            return "Tokens[secret=" + (secret.isPresent() ? "***" : "none") + ", jwksUrl=" + jwksUrl + "]";
        }
    }

    /**
     * Reads and checks everything.
     *
     * @param environment variables by name
     * @throws StartRefused naming the first variable that cannot be used
     */
    public static HeraSettings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        Mode mode = variables.choice("HERA_ENV", Mode.DEVELOPMENT);
        Logging logging = new Logging(
                variables.choice("LOG_LEVEL", LogLevel.INFO), variables.choice("LOG_FORMAT", LogFormat.TEXT));
        Database database = database(variables);
        Tokens tokens = tokens(variables);
        return new HeraSettings(
                mode,
                home(variables),
                variables.isSet("HERA_DEMO_DATA")
                        ? Optional.of(variables.flag("HERA_DEMO_DATA", false))
                        : Optional.empty(),
                variables.optionalInteger("PORT", 0, MAX_PORT),
                logging,
                database,
                tokens,
                rateLimit(variables, database.embedded()),
                cache(variables),
                ai(variables),
                monitoring(variables),
                new CorsSettings(variables.origins("HERA_CORS_ORIGINS")),
                new RunSettings(Duration.ofDays(variables.integer("HERA_RUN_RETENTION_DAYS", 90, 0, 36_500)),
                        variables.address("OTEL_EXPORTER_OTLP_ENDPOINT", List.of("http", "https"))));
    }

    /** What modules ask for, and this itself. */
    public Object[] beans() {
        return new Object[]{this, rateLimit, cache, ai, monitoring, cors, runs};
    }

    /** Whether demo data is to be loaded. */
    public boolean loadsDemoData() {
        return demoData.orElse(database.embedded());
    }

    /**
     * What serving needs beyond settings that are each in order; migrating alone does not.
     *
     * @return this
     * @throws StartRefused naming the variable that is missing
     */
    public HeraSettings fitToServe() {
        if (database.application().isEmpty() && database.migration().isPresent()) {
            throw StartRefused.variable("DATABASE_URL", "is required beside DATABASE_MIGRATION_URL");
        }
        if (mode == Mode.PRODUCTION) {
            refuseUnfitForProduction();
        }
        return this;
    }

    private void refuseUnfitForProduction() {
        if (database.embedded()) {
            throw StartRefused.variable("DATABASE_URL", "is required with HERA_ENV=production");
        }
        if (tokens.secret().isEmpty() && tokens.jwksUrl().isEmpty()) {
            throw StartRefused.variable("JWT_SECRET", "or JWT_JWKS_URL is required with HERA_ENV=production");
        }
    }

    private static Path home(Variables variables) {
        String text = variables.text("HERA_HOME").orElse(".hera");
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException notAPath) {
            throw StartRefused.variable("HERA_HOME", "must be a directory, not '" + text + "'");
        }
    }

    private static Database database(Variables variables) {
        Database database = new Database(
                variables.text("DATABASE_URL").map(text -> PostgresAddress.parse("DATABASE_URL", text)),
                variables.text("DATABASE_MIGRATION_URL")
                        .map(text -> PostgresAddress.parse("DATABASE_MIGRATION_URL", text)),
                variables.integer("DATABASE_POOL_MIN", 5, 0, 1_000),
                variables.integer("DATABASE_POOL_MAX", 20, 1, 1_000),
                Duration.ofMillis(variables.integer("DATABASE_TIMEOUT", 30_000, 1, 3_600_000)));
        if (database.poolMin() > database.poolMax()) {
            if (variables.isSet("DATABASE_POOL_MIN")) {
                throw StartRefused.variable("DATABASE_POOL_MIN",
                        "must not exceed DATABASE_POOL_MAX (" + database.poolMin()
                                + " > " + database.poolMax() + ")");
            }
            return new Database(database.application(), database.migration(), database.poolMax(), database.poolMax(),
                    database.statementTimeout());
        }
        return database;
    }

    private static Tokens tokens(Variables variables) {
        Optional<String> secret = variables.text("JWT_SECRET");
        secret.ifPresent(text -> {
            int length = text.getBytes(StandardCharsets.UTF_8).length;
            if (length < MIN_SECRET_BYTES) {
                throw StartRefused.variable(
                        "JWT_SECRET", "must have at least " + MIN_SECRET_BYTES + " bytes, not " + length);
            }
        });
        return new Tokens(
                secret,
                variables.address("JWT_JWKS_URL", List.of("https", "http")),
                variables.text("JWT_ISSUER"),
                variables.text("JWT_AUDIENCE"));
    }

    private static RateLimitSettings rateLimit(Variables variables, boolean embedded) {
        return new RateLimitSettings(
                Duration.ofMillis(variables.integer("RATE_LIMIT_WINDOW", 60_000, 1_000, 86_400_000)),
                variables.integer("RATE_LIMIT_MAX_REQUESTS", embedded ? 6_000 : 100, 1, Integer.MAX_VALUE),
                variables.optionalInteger("RATE_LIMIT_USER_MAX_REQUESTS", 1, Integer.MAX_VALUE));
    }

    private static CacheSettings cache(Variables variables) {
        return new CacheSettings(
                Duration.ofSeconds(variables.integer("CACHE_DEFAULT_TTL", 3_600, 1, 31_536_000)),
                variables.integer("CACHE_MAX_SIZE", 10_000, 1, 100_000_000),
                variables.address("REDIS_URL", List.of("redis", "rediss")));
    }

    private static AiSettings ai(Variables variables) {
        return new AiSettings(
                variables.decimal("AI_CONFIDENCE_THRESHOLD", "0.85", BigDecimal.ZERO, BigDecimal.ONE),
                variables.integer("AI_RETRY_MAX_ATTEMPTS", 3, 1, 20),
                variables.integer("AI_CIRCUIT_BREAKER_THRESHOLD", 5, 1, 1_000),
                Duration.ofMillis(variables.integer("AI_CIRCUIT_BREAKER_TIMEOUT", 30_000, 1, 3_600_000)));
    }

    private static MonitoringSettings monitoring(Variables variables) {
        return new MonitoringSettings(
                variables.flag("MONITORING_ENABLED", true),
                variables.optionalInteger("METRICS_PORT", 1, MAX_PORT),
                Duration.ofSeconds(variables.integer("HEALTH_CHECK_INTERVAL", 30, 1, 3_600)),
                Duration.ofDays(variables.integer("ENCRYPTION_KEY_ROTATION_DAYS", 90, 1, 3_650)));
    }
}
