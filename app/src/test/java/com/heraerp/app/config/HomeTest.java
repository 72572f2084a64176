package com.heraerp.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.heraerp.kernel.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @TempDir
    private Path directory = Path.of("");

    @Test
    void keepsASecretThatOnlyItsOwnerMayRead() throws IOException {
        String secret = Home.at(directory.resolve("fresh")).secret("key");

        assertThat(secret).hasSize(43);
        assertThat(Home.at(directory.resolve("fresh")).secret("key")).isEqualTo(secret);
        assertThat(Files.getPosixFilePermissions(directory.resolve("fresh/secrets/key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(directory.resolve("fresh")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void givesTheSameSecretToAllWhoAskAtOnce() {
        Home home = Home.at(directory);
        Set<String> secrets = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 50).parallel().forEach(_ -> secrets.add(home.secret("key")));

        assertThat(secrets).hasSize(1);
        assertThat(directory.resolve("secrets")).isDirectoryContaining(file -> file.endsWith("key"));
    }

    @Test
    void isTakenByOneAtATime() {
        Home home = Home.at(directory);
        try (Home.Lock _ = home.lock()) {
            assertThatExceptionOfType(StartRefused.class).isThrownBy(home::lock)
                    .withMessage("HERA_HOME is in use by another HERA process: " + directory);
        }
        home.lock().close();
    }

    @Test
    void refusesAPlaceThatIsNoDirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatExceptionOfType(StartRefused.class).isThrownBy(() -> Home.at(file.resolve("home")))
                .withMessageStartingWith("HERA_HOME is not a directory");
    }
}
