package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonValue;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a value must be beyond its type.
 *
 * @param error the procedure's error that a fault counts as, of the value and of its members; null for the engine's own
 * @param minimum the least number that it may be; null when there is none
 * @param above what a number must be greater than; null when there is nothing
 * @param members what an object, or each object of an array, consists of; null when it is free
 */
public record Form(@Nullable String error, @Nullable BigDecimal minimum, @Nullable BigDecimal above,
        @Nullable Members members) {

    /** Any value of its type. */
    public static final Form FREE = new Form(null, null, null, null);

    /** Somebody who is told what is wrong. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Tells one fault.
         *
         * @param error the procedure's error that it counts as; null for the engine's own
         * @param path where, as {@code lines.0.quantity}
         * @param words the rest of a sentence
         */
        void wrong(@Nullable String error, String path, String words);
    }

    /** The same for what stands within a value whose faults count as {@code outer} unless they have an error of their own. */
    static Listener within(@Nullable String outer, Listener listener) {
        return (error, path, words) -> listener.wrong(error == null ? outer : error, path, words);
    }

    /** What a number breaks; null when nothing. */
    @Nullable
    String broken(JsonValue value) {
        if (!(value instanceof JsonNumber(BigDecimal number))) {
            return null;
        }
        if (minimum != null && number.compareTo(minimum) < 0) {
            return "is less than " + minimum.toPlainString();
        }
        return above != null && number.compareTo(above) <= 0 ? "is not greater than " + above.toPlainString() : null;
    }
}
