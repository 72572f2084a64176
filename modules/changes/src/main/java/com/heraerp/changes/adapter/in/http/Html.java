package com.heraerp.changes.adapter.in.http;

/** Writes HTML in which text stays text, whatever it contains. */
final class Html {

    private final StringBuilder html = new StringBuilder(4096);

    /** Appends markup of our own. */
    Html markup(String markup) {
        html.append(markup);
        return this;
    }

    /** Appends somebody else's text, for element content and quoted attributes alike. */
    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
