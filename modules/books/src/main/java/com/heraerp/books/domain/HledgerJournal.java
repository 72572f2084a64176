package com.heraerp.books.domain;

import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entries as a plain text journal that {@code hledger} reads: debits positive, credits negative, each entry balanced in
 * every currency. Accounts are named by type, code and name, so that hledger knows what they are.
 */
public final class HledgerJournal {

    /** Where a statement's earnings stand that no account holds yet. */
    public static final String EARNINGS = "equity:Current earnings";

    /** What hledger calls an entry that brings in what accounts hold. */
    public static final String OPENING = "opening balances";

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern RESERVED = Pattern.compile("[;:()|]");

    private final StringBuilder text = new StringBuilder(1 << 14);

    /** What stands before the first entry: how numbers are to be read. */
    public HledgerJournal begin() {
        text.append("decimal-mark .\n");
        return this;
    }

    /**
     * Begins an entry.
     *
     * @param date ISO-8601
     * @param code what the entry is known by, null for nothing
     * @param tags further facts, {@code name:value} each after a comma; empty for none
     */
    public HledgerJournal entry(String date, @Nullable String code, String description, String tags) {
        text.append('\n').append(date);
        if (code != null) {
            text.append(" (").append(plain(code)).append(')');
        }
        text.append(' ').append(plain(description));
        if (!tags.isEmpty()) {
            text.append("  ; ").append(tags);
        }
        text.append('\n');
        return this;
    }

    /** A line of the entry that was begun last: positive for a debit, negative for a credit. */
    public HledgerJournal posting(String account, BigDecimal amount, String currency, @Nullable String comment) {
        text.append("    ").append(account).append("  ").append(amount.toPlainString()).append(' ').append(currency);
        if (comment != null && !comment.isBlank()) {
            text.append("  ; ").append(plain(comment));
        }
        text.append('\n');
        return this;
    }

    /** A posting of what {@code row} has on its account: the difference of two of its amounts. */
    public HledgerJournal posting(JsonObject row, String debit, String credit) {
        return posting(account(row), amount(row, debit).subtract(amount(row, credit)),
                String.valueOf(row.text("currency_code")), row.text("description"));
    }

    /** What is written since the last call. */
    public String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    /** What a transaction of this type is described by: its type, but for the kind that hledger has a name for. */
    public static String description(String type) {
        return type.equals("GL_OPENING") ? OPENING : type;
    }

    /** A row's account as hledger names it. */
    public static String account(JsonObject row) {
        String type = row.text("account_type");
        String code = row.text("account_code");
        String name = row.text("account_name");
        String leaf = plain((code == null ? "" : code) + ' ' + (name == null ? "" : name));
        return (type == null ? "unclassified" : plain(type)) + ':' + (leaf.isEmpty() ? "no account" : leaf);
    }

    /** A row's amount of this name; zero when it has none. */
    public static BigDecimal amount(JsonObject row, String name) {
        return row.get(name) instanceof JsonNumber(BigDecimal value) ? value : BigDecimal.ZERO;
    }

    /** Without what has a meaning of its own in a journal: line ends, double blanks, comments, account separators. */
    private static String plain(String words) {
        return BLANKS.matcher(RESERVED.matcher(words).replaceAll(" ")).replaceAll(" ").strip();
    }
}
