package com.heraerp.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a ledger of four accounts and a fiscal year of three periods does, in memory; amounts in cents. */
final class ModelLedger {

    static final int MONTHS = 3;
    private static final int LAST = MONTHS - 1;
    private static final List<String> CODES = List.of("1000", "4000", "2200", "6000");
    private static final String RETAINED = "3900";
    private static final String WRONG_STATE = "ZH013";
    private static final String PERIOD_CLOSED = "ZH017";
    private static final String DONE = "done";

    /** What can happen; {@code month} from 0. */
    sealed interface Step {}

    record Post(int month, int debit, int credit, int cents) implements Step {}

    record Reverse(int journal, int month) implements Step {}

    /** Reversed and posted anew at its own date, as a migration does it (D6): statements do not move. */
    record Migrate(int journal) implements Step {}

    /** A migration withdrawn, given what it had posted: the original counts again, and statements do not move. */
    record Withdraw(int journal) implements Step {}

    record Period(int month, String action) implements Step {}

    record Year(boolean close) implements Step {}

    private enum State {
        OPEN, CLOSED, LOCKED
    }

    private static final class Journal {
        private final Post post;
        private final @Nullable Journal original;
        private String id = "";
        private boolean reversed;
        private boolean withdrawn;

        Journal(Post post, @Nullable Journal original) {
            this.post = post;
            this.original = original;
        }

        boolean stands() {
            return !reversed && !withdrawn;
        }
    }

    private final State[] periods = new State[MONTHS];
    private final List<Journal> journals = new ArrayList<>();
    /** Debit less credit by account code; closing entries are not in it. */
    private final Map<String, Integer> balances = new TreeMap<>();
    /** Debits and credits by account code, without closing entries and what migrations left behind. */
    private final Map<String, int[]> turnover = new TreeMap<>();
    /** What the closing entries took off accounts, while the year is closed. */
    private final Map<String, Integer> closing = new TreeMap<>();
    private boolean yearClosed;
    private boolean retainedKnown;

    ModelLedger() {
        Arrays.fill(periods, State.OPEN);
    }

    String take(Step step) {
        return switch (step) {
            case Post post -> post(post);
            case Reverse reverse -> reverse(reverse);
            case Migrate(int journal) -> migrate(journal);
            case Withdraw(int journal) -> withdraw(journal);
            case Period(int month, String action) -> period(month, action);
            case Year(boolean close) -> close ? close() : reopen();
        };
    }

    void posted(String id) {
        journals.getLast().id = id;
    }

    /** The database's id of the journal that the last step was about, null when there is none. */
    @Nullable
    String idOf(int journal) {
        return journal < journals.size() ? journals.get(journal).id : null;
    }

    /** What was posted by that journal. */
    Post postOf(int journal) {
        return journals.get(journal).post;
    }

    private String post(Post post) {
        if (periods[post.month] != State.OPEN) {
            return PERIOD_CLOSED;
        }
        journals.add(new Journal(post, null));
        move(post, 1);
        turnOver(post.debit, post.credit, post.cents);
        return DONE;
    }

    private void turnOver(int debit, int credit, int cents) {
        turnover.computeIfAbsent(CODES.get(debit), code -> new int[2])[0] += cents;
        turnover.computeIfAbsent(CODES.get(credit), code -> new int[2])[1] += cents;
    }

    private String migrate(int number) {
        if (number >= journals.size()) {
            return "";
        }
        Journal journal = journals.get(number);
        if (!journal.stands()) {
            return WRONG_STATE;
        } else if (periods[journal.post.month] != State.OPEN) {
            return PERIOD_CLOSED;
        }
        journal.reversed = true;
        journals.add(new Journal(journal.post, journal));
        return DONE;
    }

    private String withdraw(int number) {
        if (number >= journals.size()) {
            return "";
        }
        Journal journal = journals.get(number);
        if (journal.original == null || !journal.stands()) {
            return WRONG_STATE;
        } else if (periods[journal.post.month] != State.OPEN) {
            return PERIOD_CLOSED;
        }
        journal.withdrawn = true;
        journal.original.reversed = false;
        return DONE;
    }

    private void move(Post post, int sign) {
        balances.merge(CODES.get(post.debit), sign * post.cents, Integer::sum);
        balances.merge(CODES.get(post.credit), -sign * post.cents, Integer::sum);
    }

    private String reverse(Reverse reverse) {
        if (reverse.journal >= journals.size()) {
            return "";
        }
        Journal journal = journals.get(reverse.journal);
        if (!journal.stands()) {
            return WRONG_STATE;
        } else if (periods[reverse.month] != State.OPEN) {
            return PERIOD_CLOSED;
        }
        journal.reversed = true;
        move(journal.post, -1);
        turnOver(journal.post.credit, journal.post.debit, journal.post.cents);
        return DONE;
    }

    private String period(int month, String action) {
        State is = periods[month];
        boolean allowed = switch (action) {
            case "CLOSE" -> is == State.OPEN
                    && Arrays.stream(periods, 0, month).noneMatch(earlier -> earlier == State.OPEN);
            case "LOCK" -> is == State.CLOSED;
            default -> is == State.CLOSED && !yearClosed
                    && Arrays.stream(periods, month + 1, MONTHS).allMatch(later -> later == State.OPEN);
        };
        if (!allowed) {
            return WRONG_STATE;
        }
        periods[month] = switch (action) {
            case "CLOSE" -> State.CLOSED;
            case "LOCK" -> State.LOCKED;
            default -> State.OPEN;
        };
        return DONE;
    }

    private String close() {
        if (yearClosed || periods[LAST] == State.LOCKED) {
            return WRONG_STATE;
        }
        for (int month = 0; month < MONTHS; month++) {
            periods[month] = periods[month] == State.OPEN ? State.CLOSED : periods[month];
        }
        int earned = 0;
        for (String code : List.of("4000", "6000")) {
            int balance = balances.getOrDefault(code, 0);
            if (balance != 0) {
                closing.put(code, -balance);
            }
            earned += balance;
        }
        if (earned != 0) {
            closing.put(RETAINED, earned);
            retainedKnown = true;
        }
        // With nothing to close there is no entry, and so no year that could be reopened.
        yearClosed = !closing.isEmpty();
        return DONE;
    }

    private String reopen() {
        if (!yearClosed || periods[LAST] == State.LOCKED) {
            return WRONG_STATE;
        }
        yearClosed = false;
        periods[LAST] = State.OPEN;
        closing.clear();
        return DONE;
    }

    /** As {@link Books#rows} tells it: every account that was ever posted to. */
    String trialBalance() {
        Map<String, Integer> all = new TreeMap<>(balances);
        closing.forEach((code, moved) -> all.merge(code, moved, Integer::sum));
        if (retainedKnown) {
            all.putIfAbsent(RETAINED, 0);
        }
        List<String> rows = new ArrayList<>();
        all.forEach((code, balance) -> rows.add(code + " AED " + plain(Math.max(balance, 0)) + " "
                + plain(Math.max(-balance, 0))));
        return String.join("; ", rows);
    }

    /** As {@link Books#rows} tells it of the whole year without closing entries. */
    String turnover() {
        List<String> rows = new ArrayList<>();
        turnover.forEach((code, sides) -> rows.add(code + " AED " + plain(sides[0]) + " " + plain(sides[1])));
        return String.join("; ", rows);
    }

    /** As {@link Books#totals} tells it; nothing when no account was turned over for good. */
    String netIncome() {
        int revenue = balances.getOrDefault("4000", 0);
        int expense = balances.getOrDefault("6000", 0);
        return revenue == 0 && expense == 0 ? "" : "AED " + plain(-revenue - expense);
    }

    private static String plain(int cents) {
        return java.math.BigDecimal.valueOf(cents, 2).stripTrailingZeros().toPlainString();
    }
}
