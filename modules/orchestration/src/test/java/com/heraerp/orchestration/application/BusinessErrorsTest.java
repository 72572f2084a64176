package com.heraerp.orchestration.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.orchestration.domain.spec.ErrorRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The business errors that database functions raise: each is declared by a procedure, and says what it is about. */
class BusinessErrorsTest {

    private static final Path FUNCTIONS = Path.of("../../db/src/main/resources/db/functions/hera");
    private static final Pattern RAISED = Pattern
            .compile("perform hera\\.fail_procedure\\('([A-Z_]+)'(.*?)\\);\\n", Pattern.DOTALL);
    /** They are about the state of things, and about nothing that the caller has sent. */
    private static final Set<String> OF_THE_STATE = Set.of("UNKNOWN_ACCOUNT of R__hera_account_by_code.sql",
            "INVALID_LINES of R__hera_refuse_unsaleable.sql", "EMPTY_CART of R__hera_refuse_unsaleable.sql",
            "CART_NOT_FOUND of R__hera_cart_restore_line.sql");

    private record Raised(String code, String where, String statement) {}

    private static List<Raised> raised() throws IOException {
        try (Stream<Path> files = Files.list(FUNCTIONS)) {
            return files.sorted().flatMap(BusinessErrorsTest::raisedBy).toList();
        }
    }

    private static Stream<Raised> raisedBy(Path file) {
        try {
            Matcher matcher = RAISED.matcher(Files.readString(file));
            return matcher.results()
                    .map(found -> new Raised(found.group(1), file.getFileName().toString(), found.group(2)));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<ErrorRule> declared() {
        return Registry.procedures().stream().flatMap(spec -> spec.errors().stream()).toList();
    }

    @Test
    void eachIsDeclaredByAProcedure() throws IOException {
        List<Raised> raised = raised();
        assertThat(raised).hasSizeGreaterThan(70);
        Set<String> declared = declared().stream().map(ErrorRule::code).collect(Collectors.toSet());
        assertThat(raised).allSatisfy(each -> assertThat(declared).as(each.where()).contains(each.code()));
    }

    /** Whoever fills in a form marks the field: of what he sent something is wrong (422), or names nothing (404). */
    @Test
    void eachThatIsAboutWhatWasSentNamesTheField() throws IOException {
        Set<String> about = declared().stream()
                .filter(rule -> rule.status() != null && (rule.status() == 422 || rule.status() == 404))
                .map(ErrorRule::code)
                .collect(Collectors.toSet());
        Set<String> silent = raised().stream()
                .filter(each -> about.contains(each.code()) && !each.statement().contains("field"))
                .map(each -> each.code() + " of " + each.where())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(silent).isEqualTo(new TreeSet<>(OF_THE_STATE));
    }
}
