package com.heraerp.changes.api;

import java.util.List;

/**
 * Changes in the order of the feed.
 *
 * @param items each a JSON object in UTF-8, beginning with its {@code cursor}
 * @param nextCursor where the feed goes on: at least after the last item; greater than every cursor before it, as text
 * @param more whether something may follow at once
 */
public record FeedPage(List<byte[]> items, String nextCursor, boolean more) {}
