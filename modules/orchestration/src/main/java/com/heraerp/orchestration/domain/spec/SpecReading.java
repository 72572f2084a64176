package com.heraerp.orchestration.domain.spec;

import com.heraerp.kernel.Role;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What both kinds of specification are read with. Whatever has not its form is taken for absent. */
final class SpecReading {

    private SpecReading() {}

    static String text(JsonObject from, String name) {
        String text = from.text(name);
        return text == null ? "" : text;
    }

    static JsonObject object(JsonObject from, String name) {
        JsonObject object = from.object(name);
        return object == null ? JsonObject.EMPTY : object;
    }

    static Role permission(JsonObject from) {
        return Role.of(text(from, "permission").toLowerCase(Locale.ROOT)).orElse(Role.STAFF);
    }

    static @Nullable Duration duration(JsonObject from, String name) {
        String text = from.text(name);
        return text == null ? null : parse(text).orElse(null);
    }

    /** An ISO-8601 duration longer than nothing. */
    static Optional<Duration> parse(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.isPositive() ? Optional.of(duration) : Optional.empty();
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    static int whole(JsonObject from, String name, int otherwise) {
        if (from.get(name) instanceof JsonNumber(var number) && number.stripTrailingZeros().scale() <= 0
                && number.abs().precision() - number.scale() < 10) {
            return number.intValueExact();
        }
        return otherwise;
    }

    /** The items of an array that {@code read} understands, each with its pointer. */
    static <T> List<T> list(JsonObject from, String name, String pointer,
            BiFunction<JsonValue, String, @Nullable T> read) {
        JsonArray array = from.array(name);
        List<T> items = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            T item = read.apply(array.values().get(i), Document.member(Document.member(pointer, name), "" + i));
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    static @Nullable String text(JsonValue value) {
        return value instanceof JsonString(String text) ? text : null;
    }

    /** The policy's members over those of {@code usual}. */
    static RetryPolicy retry(JsonObject policy, RetryPolicy usual) {
        Duration base = duration(policy, "initial_delay");
        Duration cap = duration(policy, "max_delay");
        int factor = switch (text(policy, "backoff")) {
            case "fixed" -> 1;
            case "exponential" -> 2;
            default -> usual.factor();
        };
        return new RetryPolicy(
                Math.max(0, whole(policy, "max_attempts", usual.maxAttempts())),
                base == null ? usual.base() : base,
                Math.max(1, whole(policy, "factor", factor)),
                cap == null ? usual.cap() : cap);
    }
}
