package com.heraerp.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineInterfaceTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String USER = "a0000000-0000-4000-8000-0000000000a1";
    private static final String ORGANIZATION = "a0000000-0000-4000-8000-000000000001";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path home = Path.of("");

    @Test
    void mintsATokenForAUserInAnOrganization() throws Exception {
        assertThat(run(Map.of("JWT_SECRET", SECRET), "token", "--user", USER, "--org", ORGANIZATION, "--ttl", "15m"))
                .isZero();

        SignedJWT token = SignedJWT.parse(out.toString().strip());
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("HS256");
        assertThat(token.verify(new MACVerifier(SECRET))).isTrue();
        assertThat(claims.getSubject()).isEqualTo(USER);
        assertThat(claims.getStringClaim("organization_id")).isEqualTo(ORGANIZATION);
        assertThat(Duration.between(claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void leavesTheOrganizationOutWhenNoneIsNamedAndCarriesTheRequiredIssuerAndAudience() throws Exception {
        run(Map.of("JWT_SECRET", SECRET, "JWT_ISSUER", "us", "JWT_AUDIENCE", "hera"), "token", "--user", USER);

        JWTClaimsSet claims = SignedJWT.parse(out.toString().strip()).getJWTClaimsSet();
        assertThat(claims.getClaims()).doesNotContainKey("organization_id");
        assertThat(claims.getIssuer()).isEqualTo("us");
        assertThat(claims.getAudience()).containsExactly("hera");
    }

    @Test
    void signsWithAKeyThatOutlivesTheProcessWhenNoneIsConfigured() throws Exception {
        run(Map.of("HERA_HOME", home.toString()), "token", "--user", USER);

        Path key = home.resolve("secrets").resolve("token-key");
        SignedJWT token = SignedJWT.parse(out.toString().strip());
        assertThat(token.verify(new MACVerifier(Files.readString(key).strip()))).isTrue();
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(err.toString()).contains("there was no key under " + home);
        err.getBuffer().setLength(0);
        run(Map.of("HERA_HOME", home.toString()), "token", "--user", USER);
        assertThat(err.toString()).hasLineCount(1)
                .contains("whether there is a user '" + USER + "' could not be asked");
    }

    @Test
    void saysWhenTheConfiguredDatabaseDoesNotAnswer() {
        assertThat(run(Map.of("JWT_SECRET", SECRET, "DATABASE_URL", "postgresql://hera_app:secret@127.0.0.1:1/hera"),
                "token",
                "--user", USER)).isZero();
        assertThat(err.toString()).contains("the database does not answer").doesNotContain("secret");
        assertThat(out.toString()).hasLineCount(1);
    }

    @Test
    void migratesTheDatabaseOfItsOwnAddressAndNeedsNoOther() {
        Map<String, String> job = Map.of("HERA_ENV", "production", "HERA_HOME", home.toString(),
                "DATABASE_MIGRATION_URL", "postgresql://owner:secret@127.0.0.1:1/hera");

        assertThat(run(job, "db", "migrate")).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("hera: DATABASE_MIGRATION_URL cannot be used: ")
                .contains("127.0.0.1:1 refused");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void asksForAnAddressToMigrateInProduction() {
        assertThat(run(Map.of("HERA_ENV", "production", "HERA_HOME", home.toString()), "db", "migrate")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("hera: DATABASE_MIGRATION_URL is required to migrate\n");
    }

    @Test
    void refusesToMintInProduction() {
        Map<String, String> production = Map.of("HERA_ENV", "production", "JWT_SECRET", SECRET, "DATABASE_URL",
                "postgresql://a:b@c/d");

        assertThat(run(production, "token", "--user", USER)).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .isEqualTo("hera: HERA_ENV is production: tokens come from the identity provider there\n");
    }

    @Test
    void refusesToMintWhatAnIdentityProviderSigns() {
        assertThat(run(Map.of("JWT_JWKS_URL", "https://id.example/keys"), "token", "--user", USER)).isEqualTo(1);
        assertThat(err.toString()).startsWith("hera: JWT_SECRET is required").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "h", "0h", "-1h", "1w", "1.5h"})
    void doesNotUnderstandALifeTimeWithoutUnit(String life) {
        assertThat(run(Map.of("JWT_SECRET", SECRET), "token", "--user", USER, "--ttl=" + life)).isEqualTo(2);
        assertThat(err.toString()).contains("'" + life + "' is not a time like");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "db", "token", "--nope"})
    void answersTwoToWhatItDoesNotUnderstand(String words) {
        assertThat(run(Map.of(), words)).isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void helpsWithEveryCommand() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString()).contains("serve", "db", "token", "version", "Exit codes");
    }

    @Test
    void listsEveryCommandWithAWholeSentence() {
        run(Map.of(), "--help");
        String commands = out.toString().replaceAll("(?s).*Commands:\n|\n\nExit codes.*", "").replaceAll("\n {10,}",
                " ");

        assertThat(commands.lines()).hasSizeGreaterThan(7)
                .allMatch(line -> line.endsWith("."),
                        "ends with its sentence");
    }

    @Test
    void saysItsVersions() {
        assertThat(run(Map.of(), "version")).isZero();
        assertThat(out.toString()).containsPattern("HERA \\d+\\.\\d+").containsPattern("PostgreSQL 18\\.");
    }

    private int run(Map<String, String> environment, String... arguments) {
        return CommandLineInterface.run(environment, List.of(arguments), () -> {
            throw new AssertionError("must not serve");
        }, new PrintWriter(out, true), new PrintWriter(err, true));
    }
}
