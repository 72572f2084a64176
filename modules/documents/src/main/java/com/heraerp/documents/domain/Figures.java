package com.heraerp.documents.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DecimalStyle;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Amounts and dates as an organization's locale writes them. No amount is ever rounded: one with more decimals than its
 * currency has keeps them all.
 */
public final class Figures {

    /** Of a currency that nobody knows, and of amounts without one. */
    private static final int USUAL_DECIMALS = 2;

    /** Java writes {@code AED1.00}; a currency of letters and its figures keep a distance. */
    private static final Pattern TOO_CLOSE = Pattern.compile("(?<=\\p{L})(?=\\p{Nd})|(?<=\\p{Nd})(?=\\p{L})");

    private final Locale numbers;
    private final Locale dates;
    private final ZoneId zone;

    /** @param words the locale of the words around the figures: a date has words in it, too */
    public Figures(Locale numbers, Locale words, ZoneId zone) {
        this.numbers = numbers;
        this.dates = words;
        this.zone = zone;
    }

    /** An amount without its currency's name, such as {@code 1,234.50}. */
    public String amount(BigDecimal amount, @Nullable String currency) {
        return format(NumberFormat.getNumberInstance(numbers), amount, decimals(known(currency)));
    }

    /** An amount with its currency's name, such as {@code AED 1,234.50}. */
    public String money(BigDecimal amount, @Nullable String currency) {
        Currency known = known(currency);
        if (known == null) {
            String bare = amount(amount, currency);
            return currency == null || currency.isEmpty() ? bare : bare + '\u00a0' + currency;
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(numbers);
        format.setCurrency(known);
        return TOO_CLOSE.matcher(format(format, amount, decimals(known))).replaceAll("\u00a0");
    }

    /** A quantity with the decimals that it needs. */
    public String quantity(BigDecimal quantity) {
        return format(NumberFormat.getNumberInstance(numbers), quantity, 0);
    }

    /** The day, in words. */
    public String day(Instant instant) {
        return instant.atZone(zone).format(written(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)));
    }

    /** The day and the time; the day alone at midnight, which is how a date without time is stored. */
    public String moment(Instant instant) {
        ZonedDateTime here = instant.atZone(zone);
        return here.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? day(instant)
                : day(instant) + ", "
                        + here.format(written(DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)));
    }

    private DateTimeFormatter written(DateTimeFormatter format) {
        return format.withLocale(dates).withDecimalStyle(DecimalStyle.of(dates));
    }

    private static String format(NumberFormat format, BigDecimal amount, int decimals) {
        format.setRoundingMode(RoundingMode.UNNECESSARY);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(Math.max(decimals, amount.stripTrailingZeros().scale()));
        return format.format(amount);
    }

    private static int decimals(@Nullable Currency currency) {
        return currency == null || currency.getDefaultFractionDigits() < 0
                ? USUAL_DECIMALS
                : currency.getDefaultFractionDigits();
    }

    private static @Nullable Currency known(@Nullable String code) {
        try {
            return code == null || code.isEmpty() ? null : Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }
}
