package com.heraerp.entities.domain;

import com.heraerp.kernel.Refused;
import java.util.ArrayList;
import java.util.List;

/** One key of a listing's order. */
public record SortKey(EntityColumn column, boolean descending) {

    private static final String ASCENDING_SUFFIX = ".asc";
    private static final String DESCENDING_SUFFIX = ".desc";

    /**
     * Reads an order such as {@code entity_name.asc,updated_at.desc}; ascending when nothing is said.
     *
     * @throws Refused 400 about {@code order} for a column that cannot be ordered by, or one that is named twice
     */
    public static List<SortKey> readAll(String order) {
        List<SortKey> keys = new ArrayList<>(2);
        for (String text : order.split(",", -1)) {
            SortKey key = read(text.strip());
            if (keys.stream().anyMatch(other -> other.column == key.column)) {
                throw Refused.field("order", "order names " + key.column.column() + " twice");
            }
            keys.add(key);
        }
        return keys;
    }

    private static SortKey read(String text) {
        boolean descending = text.endsWith(DESCENDING_SUFFIX);
        int suffix = descending
                ? DESCENDING_SUFFIX.length()
                : text.endsWith(ASCENDING_SUFFIX) ? ASCENDING_SUFFIX.length() : 0;
        String name = text.substring(0, text.length() - suffix);
        return EntityColumn.of(name)
                .map(column -> new SortKey(column, descending))
                .orElseThrow(() -> Refused.field(
                        "order",
                        "order cannot sort by '" + name + "'; it takes " + String.join(", ", EntityColumn.names())
                                + ", each with .asc or .desc"));
    }
}
