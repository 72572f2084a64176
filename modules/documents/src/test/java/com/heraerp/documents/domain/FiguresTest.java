package com.heraerp.documents.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    private static final Instant EVENING = Instant.parse("2025-10-20T20:30:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "en-AE | AED | 1234.5   | AED 1,234.50",
        "en-US | JPY | 1234     | ¥1,234",
        "en-AE | KWD | 1.5      | KWD 1.500",
        "de-DE | EUR | -1234.5  | -1.234,50 €",
        "it-IT | EUR | 0        | 0,00 €",
        "en-AE | AED | 1.005    | AED 1.005",
        "en-AE | ABQ | 7        | 7.00 ABQ",
        "en-AE | AED | 12345678901234567890.12 | AED 12,345,678,901,234,567,890.12"})
    void writesMoneyExactly(String locale, String currency, String amount, String written) {
        assertThat(figures(locale).money(new BigDecimal(amount), currency).replace('\u00a0', ' ')).isEqualTo(written);
    }

    @Test
    void writesAmountsWithoutCurrency() {
        assertThat(figures("fr-FR").amount(new BigDecimal("1234.5"), "EUR")).isEqualTo("1\u202f234,50");
        assertThat(figures("en").money(new BigDecimal("3"), null)).isEqualTo("3.00");
        assertThat(figures("ar-EG").amount(new BigDecimal("12.5"), "EGP")).isEqualTo("١٢٫٥٠");
    }

    @Test
    void writesQuantitiesAsTheyAre() {
        assertThat(figures("en").quantity(new BigDecimal("2.000"))).isEqualTo("2");
        assertThat(figures("de").quantity(new BigDecimal("0.125"))).isEqualTo("0,125");
    }

    @Test
    void beginsDaysWhereTheOrganizationIs() {
        assertThat(figures("en-AE").day(EVENING)).isEqualTo("21 October 2025");
        assertThat(figures("ar-EG").day(EVENING)).isEqualTo("٢١ أكتوبر ٢٠٢٥");
        assertThat(figures("it-IT").day(EVENING)).isEqualTo("21 ottobre 2025");
        assertThat(figures("en-AE").moment(EVENING).replace('\u202f', ' ')).isEqualToIgnoringCase(
                "21 October 2025, 12:30 am");
        assertThat(figures("de-DE").moment(EVENING)).isEqualTo("21. Oktober 2025, 00:30");
        assertThat(figures("de-DE").moment(Instant.parse("2025-10-20T20:00:00Z"))).isEqualTo("21. Oktober 2025");
    }

    private static Figures figures(String locale) {
        Locale language = Locale.forLanguageTag(locale);
        return new Figures(language, language, ZoneId.of("Asia/Dubai"));
    }
}
