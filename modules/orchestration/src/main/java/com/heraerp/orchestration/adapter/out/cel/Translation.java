package com.heraerp.orchestration.adapter.out.cel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our spelling into CEL's, outside of quoted texts: {@code $.} becomes the root variable, and a literal with a point an
 * exact decimal.
 */
final class Translation {

    static final String ROOT = "hera_root";

    private static final Pattern TOKEN = Pattern.compile("""
            (?<text>[rR]?(?:\"""(?s:.*?)\"""|'''(?s:.*?)'''|"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*'))\
            |(?<root>\\$(?=\\.))\
            |(?<name>[A-Za-z_][A-Za-z0-9_]*)\
            |(?<number>\\d+\\.\\d+(?:[eE][+-]?\\d{1,3})?|\\d+[eE][+-]?\\d{1,3}|\\d{19,})""");

    private Translation() {}

    static String toCel(String expression) {
        Matcher token = TOKEN.matcher(expression);
        StringBuilder cel = new StringBuilder();
        while (token.find()) {
            String replacement = token.group("root") != null
                    ? ROOT
                    : token.group("number") != null ? DecimalLibrary.literal(token.group("number")) : token.group();
            token.appendReplacement(cel, Matcher.quoteReplacement(replacement));
        }
        return token.appendTail(cel).toString();
    }
}
