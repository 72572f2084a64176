package com.heraerp.kernel.postgres;

import com.heraerp.kernel.json.JsonObject;
import java.util.List;

/** Writes PostgreSQL's text form of an array of JSON objects; bound as one parameter, never part of a statement. */
public final class ArrayLiteral {

    private ArrayLiteral() {}

    /** The literal of these objects, in their order. */
    public static String of(List<JsonObject> objects) {
        StringBuilder literal = new StringBuilder(64 + 256 * objects.size()).append('{');
        for (int i = 0; i < objects.size(); i++) {
            if (i > 0) {
                literal.append(',');
            }
            quote(literal, objects.get(i).toJson());
        }
        return literal.append('}').toString();
    }

    private static void quote(StringBuilder literal, String text) {
        literal.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\');
            }
            literal.append(c);
        }
        literal.append('"');
    }
}
