package com.heraerp.rpc.domain;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type of an argument.
 *
 * @param sqlName as PostgreSQL writes it, with its schema where it needs one: {@code jsonb[]}, {@code hera.money}
 * @param kind of the value or, for an array, of its elements
 */
public record ArgumentType(String sqlName, ScalarKind kind, boolean array) {

    /** The value as PostgreSQL reads it, or null when it is not of this type. {@code value} is not JSON's null. */
    @Nullable
    String textOf(JsonValue value) {
        if (!array) {
            return kind.textOf(value);
        }
        return value instanceof JsonArray elements ? arrayOf(elements) : null;
    }

    /** As {@link #textOf}, for text from a query string: an array is written {@code {a,b}} or as JSON. */
    @Nullable
    String textOfWritten(String written) {
        if (!array) {
            return kind.textOfWritten(written);
        }
        if (written.startsWith("[")) {
            return arrayOfJson(written);
        }
        List<@Nullable String> elements = ArrayLiteral.read(written);
        if (elements == null) {
            return null;
        }
        ArrayLiteral literal = new ArrayLiteral();
        for (String element : elements) {
            String text = element == null ? null : kind.textOfWritten(element);
            if (text == null && element != null) {
                return null;
            }
            literal.add(text);
        }
        return literal.toString();
    }

    private @Nullable String arrayOfJson(String written) {
        try {
            return textOf(JsonReader.read(written.getBytes(StandardCharsets.UTF_8)));
        } catch (Refused malformed) {
            return null;
        }
    }

    private @Nullable String arrayOf(JsonArray elements) {
        ArrayLiteral literal = new ArrayLiteral();
        for (JsonValue element : elements.values()) {
            if (element == JsonNull.NULL) {
                literal.add(null);
            } else if (element instanceof JsonArray inner && kind != ScalarKind.JSON) {
                String nested = arrayOf(inner);
                if (nested == null) {
                    return null;
                }
                literal.addNested(nested);
            } else {
                String text = kind.textOf(element);
                if (text == null) {
                    return null;
                }
                literal.add(text);
            }
        }
        return literal.toString();
    }
}
