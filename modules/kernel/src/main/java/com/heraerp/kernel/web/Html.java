package com.heraerp.kernel.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Writes HTML in which text stays text, whatever it contains. */
public final class Html {

    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder html = new StringBuilder(4096);

    /** Appends markup of our own. */
    public Html markup(String markup) {
        html.append(markup);
        return this;
    }

    /** Appends somebody else's text, for element content and quoted attributes alike, also where the page is read as XML. */
    public Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(isCharacter(c) ? c : REPLACEMENT);
            }
        }
        return this;
    }

    /** XML has no way to write a control character, and neither FFFE nor FFFF. */
    private static boolean isCharacter(char c) {
        return c >= ' ' && c < '\uFFFE' || c == '\n' || c == '\t' || c == '\r';
    }

    /**
     * The {@code Content-Security-Policy} of a page that has this one style element and nothing else: no script, no image,
     * no frame around it.
     */
    public static String policyOf(String style) {
        return "default-src 'none'; style-src 'sha256-" + sha256(style)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
