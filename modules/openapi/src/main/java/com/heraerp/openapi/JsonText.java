package com.heraerp.openapi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a document as JSON without white space. */
final class JsonText {

    private final StringBuilder json = new StringBuilder(1 << 16);

    private JsonText() {}

    static String of(Map<String, ?> document) {
        JsonText text = new JsonText();
        text.value(document);
        return text.json.toString();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            case String text -> string(text);
            case Number number -> json.append(number);
            case Boolean truth -> json.append(truth);
            case null -> json.append("null");
            default -> throw new BadDescription("JSON has no " + value.getClass());
        }
    }

    private void object(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> member : map.entrySet()) {
            json.append(separator);
            string(String.valueOf(member.getKey()));
            json.append(':');
            value(member.getValue());
            separator = ",";
        }
        json.append(map.isEmpty() ? "{}" : "}");
    }

    private void array(List<?> list) {
        String separator = "[";
        for (Object item : list) {
            json.append(separator);
            value(item);
            separator = ",";
        }
        json.append(list.isEmpty() ? "[]" : "]");
    }

    private void string(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
