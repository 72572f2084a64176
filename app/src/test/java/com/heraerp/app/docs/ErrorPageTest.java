package com.heraerp.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.web.ErrorStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that an error can carry has an entry on the page of errors, and a test that speaks of it. */
class ErrorPageTest {

    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = Path.of("src/main/resources/docs/errors.html");

    /** The code at the beginning of a message that a function raises or stores. */
    private static final Pattern OF_FUNCTIONS = Pattern.compile("'(HERA_[A-Z_]+): ");

    /** The code of what a function finds, or warns of, in the words of the guardrails. */
    private static final Pattern FOUND_BY_FUNCTIONS = Pattern.compile("'code', '([A-Z]+(?:-[A-Z]+)+)'");
    private static final Pattern OF_CLIENTS = Pattern.compile("\"(PGRST\\d{3})\"");
    private static final Pattern OF_GUARDRAILS = Pattern
            .compile("\"([A-Z][A-Z0-9_]*(?:-[A-Z0-9_]+)+(?:\\.V1)?|[A-Z_]+\\.V1)\"");
    private static final Pattern OF_PROCEDURES = Pattern.compile("- code: ([A-Z_]+)\n");
    private static final Pattern ENTRY = Pattern.compile("<tr id=\"([^\"]+)\"><td><code>\\1</code></td>");

    @Test
    void everyCodeHasAnEntryAndEveryEntryIsACode() throws IOException {
        Set<String> codes = codes();
        codes.addAll(workflowCodes());
        assertThat(found(List.of(PAGE), ENTRY)).isEqualTo(codes);
    }

    @Test
    void everyCodeHasATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (Path test : files(path -> path.contains("/src/test/") && !path.endsWith("/ErrorPageTest.java"))) {
            tests.append(Files.readString(test));
        }
        Set<String> untested = new TreeSet<>(codes());
        untested.removeIf(code -> tests.indexOf(code) >= 0);

        assertThat(untested).isEmpty();
    }

    private static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (Refusal refusal : Refusal.values()) {
            codes.add(ErrorStatus.of(refusal).error());
            codes.add(ErrorStatus.of(refusal).errorCode());
        }
        codes.addAll(
                found(files(path -> path.contains("/db/functions/") || path.contains("/db/migration/")), OF_FUNCTIONS));
        codes.addAll(found(files(path -> path.contains("/db/functions/")), FOUND_BY_FUNCTIONS));
        codes.addAll(found(files(path -> path.endsWith("/app/http/ErrorBody.java")), OF_CLIENTS));
        codes.addAll(found(files(path -> path.contains("/modules/guardrails/src/main/java/")), OF_GUARDRAILS));
        assertThat(codes).hasSizeGreaterThan(80);
        return codes;
    }

    /** What the procedures that come with the house declare, and what every workflow may answer. */
    private static Set<String> workflowCodes() throws IOException {
        Set<String> codes = found(files(path -> path.contains("/resources/registry/")), OF_PROCEDURES);
        assertThat(codes).hasSizeGreaterThan(60);
        codes.addAll(List.of("INPUT_INVALID", "PRECONDITION_FAILED", "UNKNOWN_FIELD"));
        return codes;
    }

    private static Set<String> found(List<Path> files, Pattern code) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files) {
            Matcher matcher = code.matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static List<Path> files(Predicate<String> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(HOUSE)) {
            return all.filter(path -> path.toString().matches(".*\\.(java|sql|js|yaml)"))
                    .filter(path -> path.toString().contains("/src/") && !path.toString().contains("/node_modules/"))
                    .filter(path -> wanted.test(path.toString()))
                    .toList();
        }
    }
}
