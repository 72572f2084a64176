package com.heraerp.changes.adapter.in.http;

import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonNull;
import com.heraerp.kernel.json.JsonNumber;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonReader;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import com.heraerp.kernel.json.JsonWriter;
import com.heraerp.kernel.web.Html;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A history as a page for people. It has no script and one style element, which its policy names by hash; without any
 * style it still reads, because what was and what is are {@code del} and {@code ins}.
 */
final class HistoryDocument {

    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;color:#1b1f24;background:#fff;max-width:60rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .25rem}p{margin:.25rem 0}code{font-size:.9em}
            table{border-collapse:collapse;width:100%;table-layout:fixed}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;\
            border-bottom:1px solid #d0d7de;overflow-wrap:anywhere;white-space:pre-wrap}
            del{background:#ffebe9;color:#82071e}ins{background:#dafbe1;color:#0b4f1f;text-decoration:none}
            """;

    /** The {@code Content-Security-Policy} under which the page is shown: nothing but its own style. */
    static final String POLICY = Html.policyOf(STYLE);

    private final Html html = new Html();

    private HistoryDocument() {}

    /**
     * Renders one page of a history.
     *
     * @param path the request's path, for the link to the next page
     * @param members the history's JSON members as the change log answers them
     */
    static byte[] render(String subject, String path, int limit, byte[] members) {
        JsonObject history = JsonReader.readStored(
                new JsonWriter(members.length + 2).raw("{").raw(members).raw("}").toBytes());
        HistoryDocument document = new HistoryDocument();
        document.page(subject, path, limit, history);
        return document.html.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void page(String subject, String path, int limit, JsonObject history) {
        html.markup("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .markup("<meta name=\"viewport\" content=\"width=device-width\"><title>History of ")
                .text(subject)
                .markup("</title><style>" + STYLE + "</style></head><body><h1>History of <code>")
                .text(subject)
                .markup("</code></h1>");
        JsonArray changes = history.array("data");
        if (changes == null || changes.size() == 0) {
            html.markup("<p>No changes.</p>");
        } else {
            changes.values().forEach(change -> change((JsonObject) change));
        }
        String cursor = history.text("next_cursor");
        if (cursor != null) {
            html.markup("<p><a rel=\"next\" href=\"")
                    .text(path + "?format=html&limit=" + limit + "&cursor="
                            + URLEncoder.encode(cursor, StandardCharsets.UTF_8))
                    .markup("\">Earlier changes</a></p>");
        }
        html.markup("</body></html>");
    }

    private void change(JsonObject change) {
        html.markup("<article><h2>Version ")
                .text(shown(change.get("version")))
                .markup(" · ")
                .text(shown(change.get("action")))
                .markup("</h2><p><bdi>")
                .text(change.has("actor_name") ? shown(change.get("actor_name")) : shown(change.get("actor_user_id")))
                .markup("</bdi>, <time datetime=\"")
                .text(shown(change.get("at")))
                .markup("\">")
                .text(shown(change.get("at")))
                .markup("</time></p>");
        if (change.has("reason")) {
            html.markup("<p>Reason: <bdi>").text(shown(change.get("reason"))).markup("</bdi></p>");
        }
        JsonArray differences = change.array("changes");
        if (differences != null && differences.size() > 0) {
            html.markup("<table><thead><tr><th>Field</th><th>Was</th><th>Is</th></tr></thead><tbody>");
            differences.values().forEach(difference -> difference((JsonObject) difference));
            html.markup("</tbody></table>");
        }
        html.markup("</article>");
    }

    private void difference(JsonObject difference) {
        html.markup("<tr><th scope=\"row\"><code>")
                .text(shown(difference.get("path")))
                .markup("</code></th>");
        if (difference.has("from") && difference.has("to")) {
            changedText(shown(difference.get("from")), shown(difference.get("to")));
        } else {
            cell(difference.has("from"), "del", "", shown(difference.get("from")), "");
            cell(difference.has("to"), "ins", "", shown(difference.get("to")), "");
        }
        html.markup("</tr>");
    }

    /** Marks only what differs between a common beginning and a common end. */
    private void changedText(String from, String to) {
        int shorter = Math.min(from.length(), to.length());
        int start = 0;
        while (start < shorter && from.charAt(start) == to.charAt(start)) {
            start++;
        }
        if (start > 0 && Character.isHighSurrogate(from.charAt(start - 1))) {
            start--;
        }
        int end = 0;
        while (end < shorter - start && from.charAt(from.length() - 1 - end) == to.charAt(to.length() - 1 - end)) {
            end++;
        }
        if (end > 0 && Character.isLowSurrogate(from.charAt(from.length() - end))) {
            end--;
        }
        String before = from.substring(0, start);
        String after = from.substring(from.length() - end);
        cell(true, "del", before, from.substring(start, from.length() - end), after);
        cell(true, "ins", before, to.substring(start, to.length() - end), after);
    }

    private void cell(boolean present, String element, String before, String marked, String after) {
        html.markup("<td>");
        if (present) {
            html.markup("<bdi>").text(before);
            if (!marked.isEmpty()) {
                html.markup("<" + element + ">").text(marked).markup("</" + element + ">");
            }
            html.text(after).markup("</bdi>");
        } else {
            html.markup("—");
        }
        html.markup("</td>");
    }

    private static String shown(@Nullable JsonValue value) {
        return switch (value) {
            case null -> "";
            case JsonNull ignored -> "";
            case JsonString(String text) -> text;
            case JsonNumber(var number) -> number.toPlainString();
            default -> value.toJson();
        };
    }
}
