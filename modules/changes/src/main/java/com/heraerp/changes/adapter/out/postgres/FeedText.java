package com.heraerp.changes.adapter.out.postgres;

import com.heraerp.changes.api.FeedPage;
import com.heraerp.changes.api.FeedQuery;
import com.heraerp.changes.api.FeedQuery.Filter;
import com.heraerp.kernel.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code hera.read_changes} is asked and answers: one line with the next cursor, then one per change. */
final class FeedText {

    private FeedText() {}

    static String asked(FeedQuery query) {
        JsonObject.Builder json = JsonObject.builder().put("limit", query.limit());
        Filter filter = query.filter();
        if (filter.entityType() != null) {
            json.put("entity_type", filter.entityType());
        }
        if (filter.transactionType() != null) {
            json.put("transaction_type", filter.transactionType());
        }
        if (filter.entityId() != null) {
            json.put("entity_id", filter.entityId().toString());
        }
        if (query.cursor() != null) {
            json.put("cursor", query.cursor());
        }
        return json.build().toJson();
    }

    static FeedPage page(byte[] lines) {
        int end = lineEnd(lines, 0);
        String[] head = new String(lines, 0, end, StandardCharsets.US_ASCII).split(" ", 2);
        List<byte[]> items = new ArrayList<>();
        for (int from = end + 1; from < lines.length; from = end + 1) {
            end = lineEnd(lines, from);
            items.add(Arrays.copyOfRange(lines, from, end));
        }
        return new FeedPage(List.copyOf(items), head[0], head[1].equals("t"));
    }

    private static int lineEnd(byte[] lines, int from) {
        int at = from;
        while (at < lines.length && lines[at] != '\n') {
            at++;
        }
        return at;
    }
}
