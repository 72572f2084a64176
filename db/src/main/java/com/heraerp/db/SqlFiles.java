package com.heraerp.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The SQL that the program carries below {@code db/}, in a directory of classes as well as in a jar. */
final class SqlFiles {

    private static final String ROOT = "db/";
    /** A file that is always there: the jar may have no entries for directories, so the directory is found through it. */
    private static final String LANDMARK = ROOT + "bootstrap/roles.sql";

    private SqlFiles() {}

    /** The text of {@code db/<name>}. */
    static String read(String name) {
        try (InputStream in = SqlFiles.class.getClassLoader().getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no SQL file " + ROOT + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One hash over names and contents of every migration: it differs as soon as one of them does. */
    static String fingerprint() {
        return onRoot(root -> {
            MessageDigest digest = sha256();
            for (Path file : migrations(root)) {
                digest.update(root.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        });
    }

    /** The number of the newest versioned migration. */
    static int version() {
        return onRoot(root -> migrations(root).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches("V\\d+__.*"))
                .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                .max()
                .orElse(0));
    }

    /** The names of the catalog lints, without ending. */
    static List<String> lints() {
        return onRoot(root -> {
            try (Stream<Path> files = Files.list(root.resolve("lints"))) {
                return files.map(file -> file.getFileName().toString().replaceFirst("\\.sql$", "")).sorted().toList();
            }
        });
    }

    private static List<Path> migrations(Path root) throws IOException {
        try (Stream<Path> versioned = Files.walk(root.resolve("migration"));
                Stream<Path> repeatable = Files.walk(root.resolve("functions"))) {
            return Stream.concat(versioned, repeatable)
                    .filter(file -> file.toString().endsWith(".sql"))
                    .sorted((one, other) -> one.toString().compareTo(other.toString()))
                    .toList();
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(Path root) throws IOException;
    }

    private static <T> T onRoot(Reading<T> reading) {
        URL landmark = SqlFiles.class.getClassLoader().getResource(LANDMARK);
        if (landmark == null) {
            throw new IllegalStateException("the program carries no " + LANDMARK);
        }
        try {
            if (!(landmark.openConnection() instanceof JarURLConnection connection)) {
                return reading.from(root(Path.of(landmark.toURI())));
            }
            // A file system of our own, not the one that the JVM shares and another thread may close
            Path jar = Path.of(connection.getJarFileURL().toURI());
            try (FileSystem content = FileSystems.newFileSystem(jar)) {
                return reading.from(root(content.getPath(LANDMARK)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path root(Path landmark) {
        Path bootstrap = landmark.getParent();
        Path root = bootstrap == null ? null : bootstrap.getParent();
        if (root == null) {
            throw new IllegalStateException("no directory above " + landmark);
        }
        return root;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
