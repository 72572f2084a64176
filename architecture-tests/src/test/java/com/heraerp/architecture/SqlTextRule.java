package com.heraerp.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rule 13: SQL text only in adapter.out, kernel.postgres, db and the application's own database start. */
final class SqlTextRule {

    private static final Pattern SQL = Pattern.compile(
            "\"\\s*(select\\s|insert\\s+into\\s|delete\\s+from\\s|update\\s+\\w+(\\.\\w+)?\\s+set\\s|with\\s+\\w+\\s+as\\s)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ALLOWED = Pattern.compile(
            "/adapter/out/|/kernel/postgres/|/com/heraerp/db/|/com/heraerp/app/postgres/|/com/heraerp/app/health/|/com/heraerp/benchmarks/");

    private SqlTextRule() {}

    /** Source files under {@code root} that hold SQL where none may be. */
    static List<Path> violations(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .filter(file -> !ALLOWED.matcher(file.toString()).find())
                    .filter(file -> SQL.matcher(text(file)).find())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).replaceAll("\"\"\"\\s*", "\"");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
