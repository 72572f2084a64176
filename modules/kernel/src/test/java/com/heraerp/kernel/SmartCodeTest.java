package com.heraerp.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartCodeTest {

    /** D4, as written. */
    private static final Pattern D4 = Pattern.compile("^HERA\\.[A-Z0-9]{2,15}(\\.[A-Z0-9_]{2,30}){2,8}\\.[Vv][0-9]+$");

    @ParameterizedTest
    @ValueSource(strings = {
        "HERA.SALON.INV.PRODUCT.SHAMPOO.V1",
        "HERA.SALON.APPOINTMENT.TXN.BOOKED.V1",
        "HERA.FIN.GL.ACCOUNT.ENTITY.V1",
        "HERA.RETAIL.STOCK.ORCH.NEW_PRODUCT.v1"
    })
    void acceptsTheCodesOfTheGuide(String code) {
        assertThat(SmartCode.problem(code)).isEmpty();
        assertThat(new SmartCode(code)).hasToString(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "HERA.SALON.PRODUCT.v1 | it has 4 segments, at least 5 are needed",
        "HERA | it has 1 segments, at least 5 are needed",
        "hera.SALON.INV.PRODUCT.V1 | segment 1 must be HERA",
        "HERA.S_L.INV.PRODUCT.V1 | segment 2 'S_L' must be 2 to 15 of A-Z and 0-9",
        "HERA.SALON.INV.Product.V1 | segment 4 'Product' must be 2 to 30 of A-Z, 0-9 and _",
        "HERA.SALON.INV.PRODUCT.1 | segment 5 '1' must be a version such as V1",
        "HERA.AA.BB.CC.DD.EE.FF.GG.HH.II.JJ.V1 | it has 12 segments, at most 11 are allowed"
    })
    void namesTheWrongSegment(String code, String problem) {
        assertThat(SmartCode.problem(code)).contains(problem);
    }

    @Test
    void cannotBeBuiltWrong() {
        assertThatThrownBy(() -> new SmartCode("HERA.SALON.PRODUCT.v1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsAtMostAsManyCharactersAsAnyCode() {
        String stem = "HERA.SALON.INV.PRODUCT.V";
        String longest = stem + "1".repeat(255 - stem.length());

        assertThat(SmartCode.problem(longest)).isEmpty();
        assertThat(SmartCode.problem(longest + "1")).contains("it is longer than 255 characters");
    }

    @Property(tries = 5000)
    void agreesWithThePatternOnCodesThatAreNearlyRight(@ForAll("nearlyCodes") String text) {
        agreesWithThePattern(text);
    }

    @Property(tries = 2000)
    void agreesWithThePatternOnAnyText(@ForAll String text) {
        agreesWithThePattern(text);
    }

    private static void agreesWithThePattern(String text) {
        boolean admitted = text.length() <= 255 && D4.matcher(text).matches();
        // matches() and not find(): Java's $ also stands before a final line break.
        assertThat(SmartCode.problem(text).isEmpty()).as(text).isEqualTo(admitted);
    }

    @Provide
    Arbitrary<String> nearlyCodes() {
        Arbitrary<String> root = often("HERA", Arbitraries.of("", "hera", "HERAX", " HERA"));
        Arbitrary<String> industry = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just("SALON")),
                Tuple.of(3, segment()));
        Arbitrary<List<String>> middle = segment().list().ofMinSize(0).ofMaxSize(10);
        Arbitrary<String> version = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of("V1", "v1", "V20")),
                Tuple.of(1, Arbitraries.of("V", "1", "V1 ", "V1\n", "V١", "VV1", "V1a", "")),
                Tuple.of(1, Arbitraries.strings().numeric().ofMaxLength(300).map(digits -> "V" + digits)));
        return Combinators.combine(root, industry, middle, version)
                .as((first, second, others, last) -> others.isEmpty()
                        ? first + "." + second + "." + last
                        : first + "." + second + "." + String.join(".", others) + "." + last);
    }

    private static Arbitrary<String> often(String usual, Arbitrary<String> seldom) {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(usual)), Tuple.of(1, seldom));
    }

    private static Arbitrary<String> segment() {
        Arbitrary<String> good = Arbitraries.strings().withChars("ABZ019_").ofMinLength(2).ofMaxLength(30);
        Arbitrary<String> atTheBounds = Arbitraries.of(1, 2, 15, 16, 30, 31).map("A"::repeat);
        Arbitrary<String> doubtful = Arbitraries.strings().withChars("AZ09_.az-É\n ").ofMaxLength(32);
        return Arbitraries.frequencyOf(Tuple.of(12, good), Tuple.of(2, atTheBounds), Tuple.of(1, doubtful));
    }
}
