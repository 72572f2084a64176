package com.heraerp.kernel.web;

import java.util.Locale;
import java.util.function.Supplier;

/** What one request spent its time on, for the {@code Server-Timing} header. */
public final class Timings {

    private final StringBuilder parts = new StringBuilder(64);

    /** Runs {@code work} and notes its time under {@code name} (a token such as {@code db}). */
    public <T> T measure(String name, Supplier<T> work) {
        long started = System.nanoTime();
        try {
            return work.get();
        } finally {
            note(name, System.nanoTime() - started);
        }
    }

    /** Notes a part that took {@code nanos}. */
    public void note(String name, long nanos) {
        if (!parts.isEmpty()) {
            parts.append(", ");
        }
        parts.append(name).append(";dur=");
        millis(parts, nanos);
    }

    /** The header's value with the total added last. */
    public String header(double totalMillis) {
        StringBuilder header = new StringBuilder(parts.length() + 20).append(parts);
        if (!parts.isEmpty()) {
            header.append(", ");
        }
        header.append("total;dur=");
        millis(header, (long) (totalMillis * 1_000_000));
        return header.toString();
    }

    /** Milliseconds with three decimals, written without {@link String#format(Locale, String, Object...)}. */
    static void millis(StringBuilder out, long nanos) {
        long micros = nanos / 1000;
        out.append(micros / 1000).append('.');
        long rest = micros % 1000;
        if (rest < 100) {
            out.append('0');
        }
        if (rest < 10) {
            out.append('0');
        }
        out.append(rest);
    }
}
