package com.heraerp.changes.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class HistoryDocumentTest {

    private static final String PATH = "/api/v2.1/entities/e1/history";

    @Test
    void showsWhatWasAndWhatIs() {
        String page = page(
                """
                "data":[{"version":2,"action":"UPDATE","actor_user_id":"u1","actor_name":"Maria","at":"2025-10-17T10:30:00Z",
                "reason":"New label","changes":[{"path":"entity_name","from":"Premium Shampoo","to":"Premium Balm"},
                {"path":"dynamic.price","from":null,"to":25.00}]}],"count":1""");

        assertThat(page)
                .contains("<h2>Version 2 · UPDATE</h2>", "<bdi>Maria</bdi>", "<bdi>New label</bdi>")
                .contains("<time datetime=\"2025-10-17T10:30:00Z\">")
                .contains("<bdi>Premium <del>Shampoo</del></bdi>", "<bdi>Premium <ins>Balm</ins></bdi>")
                .contains("<code>dynamic.price</code></th><td>—</td><td><bdi><ins>25.00</ins></bdi></td>")
                .doesNotContain("rel=\"next\"");
    }

    @Test
    void showsTextAsTextWhateverItContains() {
        String page = page(
                """
                "data":[{"version":1,"action":"CREATE","actor_user_id":"u1","actor_name":"<img src=x onerror=alert(1)>",
                "at":"\\"><script>alert(2)</script>","reason":"</bdi><script>","changes":[{"path":"<b>","from":"'\\"&","to":"<i>"}]}],
                "count":1,"next_cursor":"\\"><script>\"""");

        assertThat(page).doesNotContain("<script", "<img", "<b>", "<i>");
        assertThat(page).contains("&lt;img src=x onerror=alert(1)&gt;", "&#39;&quot;&amp;",
                "cursor=%22%3E%3Cscript%3E");
    }

    @Test
    void neverCutsACharacterInTwo() {
        // Both faces begin with the same half of a surrogate pair.
        String page = page(
                """
                "data":[{"version":2,"action":"UPDATE","actor_user_id":"u1","at":"now",
                "changes":[{"path":"entity_name","from":"a😀b","to":"a😁b"}]}],"count":1""");

        assertThat(page).contains("a<del>😀</del>b", "a<ins>😁</ins>b");
    }

    @Test
    void linksToEarlierChanges() {
        assertThat(page("\"data\":[],\"count\":0,\"next_cursor\":\"a+b/c=\""))
                .contains("<a rel=\"next\" href=\"" + PATH + "?format=html&amp;limit=10&amp;cursor=a%2Bb%2Fc%3D\">");
    }

    @Test
    void namesItsOwnStyleAndNothingElseInItsPolicy() throws Exception {
        String page = page("\"data\":[],\"count\":0");
        String style = page.substring(page.indexOf("<style>") + "<style>".length(), page.indexOf("</style>"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

        assertThat(HistoryDocument.POLICY)
                .contains("default-src 'none'", "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
                .doesNotContain("unsafe-inline", "script-src");
        assertThat(page).doesNotContain("style=", " on");
    }

    private static String page(String members) {
        return new String(
                HistoryDocument.render("e1", PATH, 10, members.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8);
    }
}
