package com.heraerp.documents.domain;

import static com.heraerp.documents.PaperFixture.aPaper;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({"en-AE, Tax invoice, en-AE", "ar-AE, فاتورة ضريبية, ar-AE", "de-AT, Rechnung, de-AT", "es, Factura, es",
        "fr-CA, Facture, fr-CA", "it-IT, Fattura, it-IT", "ja-JP, Tax invoice, en-JP"})
    void areInTheLocalesLanguageOrEnglish(String locale, String title, String spoken) {
        Words words = Words.in(Locale.forLanguageTag(locale));

        assertThat(words.title(aPaper("INVOICE").paper())).isEqualTo(title);
        assertThat(words.locale().toLanguageTag()).isEqualTo(spoken);
    }

    /** On a machine that speaks German, a Japanese salon's document is in English all the same. */
    @Test
    void doNotDependOnTheMachine() {
        Locale machine = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Words.in(Locale.JAPAN).of("draft")).isEqualTo("DRAFT");
            assertThat(Words.in(Locale.UK).of("draft")).isEqualTo("DRAFT");
        } finally {
            Locale.setDefault(machine);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar", "de", "es", "fr", "it"})
    void areCompleteInEveryLanguage(String language) throws IOException {
        Properties english = bundle("");
        Properties other = bundle("_" + language);

        assertThat(other.keySet()).isEqualTo(english.keySet());
        other.forEach((key, word) -> {
            assertThat(word.toString()).as(key.toString()).isNotBlank().doesNotContain("'");
            for (String blank : new String[]{"{0}", "{1}"}) {
                assertThat(word.toString().contains(blank)).as("%s in %s", blank, key)
                        .isEqualTo(english.getProperty(key.toString()).contains(blank));
            }
        });
    }

    /** An opening balance is a journal, but nobody calls it one. */
    @Test
    void nameAnOpeningBalance() {
        assertThat(Words.in(Locale.FRENCH).title(aPaper("GL_OPENING").ofTheLedger().paper()))
                .isEqualTo("Bilan d’ouverture");
        assertThat(Words.in(Locale.FRENCH).title(aPaper("JOURNAL_ENTRY").ofTheLedger().paper()))
                .isEqualTo("Écriture comptable");
    }

    @Test
    void makeUnknownCodesReadable() {
        Words words = Words.in(Locale.ENGLISH);

        assertThat(words.type("GIFT_CARD_SOLD")).isEqualTo("Gift card sold");
        assertThat(words.party("CUSTOMER")).isEqualTo("Customer");
        assertThat(words.of("reversed_by", "Sale {1} '7'", "today")).isEqualTo("Reversed by Sale {1} '7' of today.");
    }

    private static Properties bundle(String suffix) throws IOException {
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(Objects.requireNonNull(
                Words.class.getResourceAsStream("words" + suffix + ".properties")), StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }
}
