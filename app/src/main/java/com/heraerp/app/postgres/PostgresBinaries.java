package com.heraerp.app.postgres;

import com.heraerp.app.config.Build;
import com.heraerp.app.config.Home;
import com.heraerp.kernel.StartRefused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that travel inside the jar, unpacked once per version. */
final class PostgresBinaries {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    private PostgresBinaries() {}

    /**
     * Unpacks the programs on first use.
     *
     * @return the directory that holds {@code bin/postgres}
     * @throws StartRefused when the jar carries none for this system
     */
    static Path under(Home home) throws IOException {
        Path programs = home.subdirectory("postgresql");
        Path installed = programs.resolve(Build.current().postgres());
        if (Files.isDirectory(installed)) {
            return installed;
        }
        LOG.info("Unpacking PostgreSQL {} into {}", Build.current().postgres(), installed);
        Path fresh = Files.createTempDirectory(programs, "unpacking");
        try {
            unpack(archiveName(), fresh);
            Files.move(fresh, installed, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            deleteTree(fresh);
        }
        removeOthers(programs, installed);
        return installed;
    }

    private static String archiveName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
        return "/postgres-" + (system.startsWith("mac") ? "darwin" : system) + "-" + architecture + ".txz";
    }

    private static void unpack(String archive, Path target) throws IOException {
        try (InputStream resource = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (resource == null) {
                throw StartRefused.variable("DATABASE_URL", "is required: no PostgreSQL is bundled for "
                        + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
            }
            try (TarArchiveInputStream tar = new TarArchiveInputStream(
                    new XZInputStream(new BufferedInputStream(resource)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(entry, tar, target);
                }
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive points outside of its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path,
                    PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static void removeOthers(Path programs, Path installed) throws IOException {
        List<Path> others;
        try (Stream<Path> all = Files.list(programs)) {
            others = all.filter(path -> !path.equals(installed)).toList();
        }
        for (Path other : others) {
            deleteTree(other);
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(root)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
