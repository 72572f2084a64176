package com.heraerp.rpc.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text form of an array: written with every element quoted, read with and without quotes. */
final class ArrayLiteral {

    private final StringBuilder text = new StringBuilder("{");

    /** Adds an element; null is SQL's null. */
    void add(@Nullable String element) {
        separate();
        if (element == null) {
            text.append("NULL");
            return;
        }
        text.append('"');
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }

    /** Adds a finished literal as one element of the dimension above. */
    void addNested(String literal) {
        separate();
        text.append(literal);
    }

    private void separate() {
        if (text.length() > 1) {
            text.append(',');
        }
    }

    @Override
    public String toString() {
        return text + "}";
    }

    /** The elements of a literal of one dimension, or null when it is none. */
    static @Nullable List<@Nullable String> read(String literal) {
        if (literal.length() < 2 || literal.charAt(0) != '{' || literal.charAt(literal.length() - 1) != '}') {
            return null;
        }
        return new Reader(literal.substring(1, literal.length() - 1)).elements();
    }

    private static final class Reader {

        private final String inner;
        private int at;

        Reader(String inner) {
            this.inner = inner;
        }

        @Nullable
        List<@Nullable String> elements() {
            List<@Nullable String> elements = new ArrayList<>();
            if (inner.isEmpty()) {
                return elements;
            }
            while (true) {
                boolean quoted = at < inner.length() && inner.charAt(at) == '"';
                String element = quoted ? quoted() : bare();
                if (element == null) {
                    return null;
                }
                elements.add(!quoted && element.equalsIgnoreCase("null") ? null : element);
                if (at == inner.length()) {
                    return elements;
                }
                if (inner.charAt(at++) != ',') {
                    return null;
                }
            }
        }

        private @Nullable String quoted() {
            StringBuilder element = new StringBuilder();
            for (at++; at < inner.length(); at++) {
                char c = inner.charAt(at);
                if (c == '"') {
                    at++;
                    return element.toString();
                }
                if (c == '\\' && ++at == inner.length()) {
                    return null;
                }
                element.append(inner.charAt(at));
            }
            return null;
        }

        private @Nullable String bare() {
            int start = at;
            while (at < inner.length() && inner.charAt(at) != ',') {
                if ("{}\"\\".indexOf(inner.charAt(at)) >= 0) {
                    return null;
                }
                at++;
            }
            return at == start ? null : inner.substring(start, at);
        }
    }
}
