package com.heraerp.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.heraerp.app.config.HeraSettings.Mode;
import com.heraerp.kernel.StartRefused;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeraSettingsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String URL = "postgresql://hera_app:p%40ss+word@db.example:6432/hera?sslmode=require";

    @Test
    void hasTheDocumentedDefaultsWithoutAnyVariable() {
        HeraSettings settings = HeraSettings.from(Map.of());

        assertThat(settings.mode()).isEqualTo(Mode.DEVELOPMENT);
        assertThat(settings.home()).isEqualTo(Path.of(".hera").toAbsolutePath());
        assertThat(settings.port()).isEmpty();
        assertThat(settings.database().embedded()).isTrue();
        assertThat(settings.database().poolMin()).isEqualTo(5);
        assertThat(settings.database().poolMax()).isEqualTo(20);
        assertThat(settings.database().statementTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.rateLimit().window()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.rateLimit().userMaxRequests()).isEmpty();
        assertThat(settings.cache().defaultTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.cache().maxSize()).isEqualTo(10_000);
        assertThat(settings.ai().confidenceThreshold()).isEqualByComparingTo("0.85");
        assertThat(settings.monitoring().metricsPort()).isEmpty();
        assertThat(settings.monitoring().keyRotation()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.runs().retention()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.runs().collector()).isEmpty();
    }

    @Test
    void splitsADatabaseAddressIntoWhatJdbcWants() {
        PostgresAddress address = HeraSettings.from(Map.of("DATABASE_URL", URL)).database().application().orElseThrow();

        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/hera?sslmode=require");
        assertThat(address.user()).isEqualTo("hera_app");
        assertThat(address.password()).isEqualTo("p@ss+word");
        assertThat(address).asString().doesNotContain("p@ss");
    }

    @Test
    void limitsRequestsGenerouslyOnlyWhenEmbedded() {
        assertThat(HeraSettings.from(Map.of()).rateLimit().maxRequests()).isEqualTo(6_000);
        assertThat(HeraSettings.from(Map.of("DATABASE_URL", URL)).rateLimit().maxRequests()).isEqualTo(100);
        assertThat(HeraSettings.from(Map.of("RATE_LIMIT_MAX_REQUESTS", "7")).rateLimit().maxRequests()).isEqualTo(7);
    }

    @Test
    void loadsDemoDataWhenEmbeddedUnlessToldOtherwise() {
        assertThat(HeraSettings.from(Map.of()).loadsDemoData()).isTrue();
        assertThat(HeraSettings.from(Map.of("HERA_DEMO_DATA", "false")).loadsDemoData()).isFalse();
        assertThat(HeraSettings.from(Map.of("DATABASE_URL", URL)).loadsDemoData()).isFalse();
        assertThat(HeraSettings.from(Map.of("DATABASE_MIGRATION_URL", URL)).loadsDemoData()).isFalse();
        assertThat(HeraSettings.from(Map.of("DATABASE_URL", URL, "HERA_DEMO_DATA", "TRUE")).loadsDemoData()).isTrue();
    }

    @Test
    void readsOriginsAsBrowsersSendThem() {
        assertThat(HeraSettings.from(Map.of()).cors().origins()).isEmpty();
        assertThat(HeraSettings.from(Map.of("HERA_CORS_ORIGINS",
                "HTTPS://Shop.example:443, http://localhost:5173 ,http://a.b:80,capacitor://localhost,https://a.b:8443,"))
                .cors().origins()).containsExactlyInAnyOrder("https://shop.example", "http://localhost:5173",
                        "http://a.b",
                        "capacitor://localhost", "https://a.b:8443");
    }

    @Test
    void treatsABlankVariableAsUnset() {
        HeraSettings settings = HeraSettings.from(Map.of("PORT", " ", "DATABASE_URL", "", "JWT_SECRET", ""));

        assertThat(settings.port()).isEqualTo(OptionalInt.empty());
        assertThat(settings.database().embedded()).isTrue();
        assertThat(settings.tokens().secret()).isEmpty();
    }

    @Test
    void lowersTheUnsetMinimumOfThePoolToASmallMaximum() {
        assertThat(HeraSettings.from(Map.of("DATABASE_POOL_MAX", "2")).database().poolMin()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PORT                         | http              | must be a whole number from 0 to 65535, not 'http'",
        "PORT                         | 70000             | must be a whole number from 0 to 65535, not '70000'",
        "METRICS_PORT                 | 0                 | must be a whole number from 1 to 65535, not '0'",
        "LOG_LEVEL                    | loud              | must be one of trace, debug, info, warn, error, not 'loud'",
        "LOG_FORMAT                   | xml               | must be one of text, json, not 'xml'",
        "HERA_ENV                     | prod              | must be one of development, test, production, not 'prod'",
        "HERA_DEMO_DATA               | yes               | must be true or false, not 'yes'",
        "DATABASE_POOL_MIN            | many              | must be a whole number from 0 to 1000, not 'many'",
        "DATABASE_POOL_MIN            | 21                | must not exceed DATABASE_POOL_MAX (21 > 20)",
        "DATABASE_POOL_MAX            | 0                 | must be a whole number from 1 to 1000, not '0'",
        "DATABASE_TIMEOUT             | 0                 | must be a whole number from 1 to 3600000, not '0'",
        "REDIS_URL                    | localhost         | must be an address like redis://host:port/path",
        "CACHE_DEFAULT_TTL            | 1h                | must be a whole number from 1 to 31536000, not '1h'",
        "CACHE_MAX_SIZE               | 0                 | must be a whole number from 1 to 100000000, not '0'",
        "JWT_SECRET                   | short             | must have at least 32 bytes, not 5",
        "JWT_JWKS_URL                 | file:///etc/keys  | must be an address like https://host:port/path",
        "RATE_LIMIT_WINDOW            | 1                 | must be a whole number from 1000 to 86400000, not '1'",
        "RATE_LIMIT_MAX_REQUESTS      | 0                 | must be a whole number of at least 1, not '0'",
        "RATE_LIMIT_USER_MAX_REQUESTS | x                 | must be a whole number of at least 1, not 'x'",
        "AI_CONFIDENCE_THRESHOLD      | 1.01              | must be a number from 0 to 1, not '1.01'",
        "AI_CONFIDENCE_THRESHOLD      | NaN               | must be a number from 0 to 1, not 'NaN'",
        "AI_RETRY_MAX_ATTEMPTS        | 0                 | must be a whole number from 1 to 20, not '0'",
        "AI_CIRCUIT_BREAKER_THRESHOLD | 0                 | must be a whole number from 1 to 1000, not '0'",
        "AI_CIRCUIT_BREAKER_TIMEOUT   | soon              | must be a whole number from 1 to 3600000, not 'soon'",
        "MONITORING_ENABLED           | on                | must be true or false, not 'on'",
        "HEALTH_CHECK_INTERVAL        | 0                 | must be a whole number from 1 to 3600, not '0'",
        "ENCRYPTION_KEY_ROTATION_DAYS | -90               | must be a whole number from 1 to 3650, not '-90'",
        "HERA_RUN_RETENTION_DAYS      | -1                | must be a whole number from 0 to 36500, not '-1'",
        "OTEL_EXPORTER_OTLP_ENDPOINT  | collector:4318    | must be an address like http://host:port/path",
        "HERA_CORS_ORIGINS            | *                 | must be origins like https://shop.example, separated by commas, not '*'",
        "HERA_CORS_ORIGINS            | null              | must be origins like https://shop.example, separated by commas, not 'null'",
        "HERA_CORS_ORIGINS            | https://a.b/,c.d  | must be origins like https://shop.example, separated by commas, not 'https://a.b/'",
        "HERA_CORS_ORIGINS            | https://a.b,c.d   | must be origins like https://shop.example, separated by commas, not 'c.d'",
        "HERA_CORS_ORIGINS            | https://u@a.b     | must be origins like https://shop.example, separated by commas, not 'https://u@a.b'",
        "HERA_CORS_ORIGINS            | https://*.a.b     | must be origins like https://shop.example, separated by commas, not 'https://*.a.b'",
    })
    void refusesABadValueInOneLineThatNamesTheVariable(String variable, String value, String problem) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> HeraSettings.from(Map.of(variable, value)))
                .withMessage(variable + " " + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://u:secret@h/db", "postgresql://h/db", "postgresql://u:secret@h", "postgresql://u:secret@h/",
        "u:secret@h/db", "postgresql://u:se cret@h:x y/db", "postgresql://u:secret%zz@h/db",
        "postgresql://u@h/db?password=secret",
    })
    void refusesADatabaseAddressWithoutRepeatingItsPassword(String text) {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> HeraSettings.from(Map.of("DATABASE_URL", text)))
                .withMessageStartingWith("DATABASE_URL ")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret").doesNotContain("\n"));
    }

    @Test
    void refusesProductionWithoutADatabase() {
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(
                        () -> HeraSettings.from(Map.of("HERA_ENV", "production", "JWT_SECRET", SECRET)).fitToServe())
                .withMessage("DATABASE_URL is required with HERA_ENV=production");
    }

    @Test
    void refusesToServeTheEmbeddedDatabaseWhenAnotherOneIsMeant() {
        HeraSettings settings = HeraSettings.from(Map.of("DATABASE_MIGRATION_URL", URL));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(settings::fitToServe)
                .withMessage("DATABASE_URL is required beside DATABASE_MIGRATION_URL");
    }

    @Test
    void refusesProductionWithoutATokenKey() {
        Map<String, String> environment = new HashMap<>(Map.of("HERA_ENV", "Production", "DATABASE_URL", URL));
        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(() -> HeraSettings.from(environment).fitToServe())
                .withMessage("JWT_SECRET or JWT_JWKS_URL is required with HERA_ENV=production");

        environment.put("JWT_JWKS_URL", "https://id.example/keys");
        assertThat(HeraSettings.from(environment).fitToServe().mode()).isEqualTo(Mode.PRODUCTION);
    }

    @Test
    void keepsSecretsOutOfItsText() {
        HeraSettings settings = HeraSettings.from(Map.of(
                "DATABASE_URL", URL, "JWT_SECRET", SECRET, "REDIS_URL", "redis://:hush@cache:6379/0",
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://u:hush@collector:4318"));

        assertThat(settings.toString()).doesNotContain(SECRET).doesNotContain("p@ss").doesNotContain("hush");
        assertThat(settings.ai().confidenceThreshold()).isEqualTo(new BigDecimal("0.85"));
    }
}
