package com.heraerp.entities.domain;

import com.heraerp.kernel.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * One key of a listing's order.
 *
 * @param name a core column's, or {@code dynamic.} and a field's name
 */
public record SortKey(String name, boolean descending) {

    /** How many keys an order takes. */
    public static final int MOST_KEYS = 10;

    private static final String ASCENDING_SUFFIX = ".asc";
    private static final String DESCENDING_SUFFIX = ".desc";

    /**
     * Reads an order such as {@code dynamic.price.desc,entity_name.asc}; ascending when nothing is said.
     *
     * @throws Refused 400 about {@code order} for a name that cannot be ordered by, one that is given twice, and too many
     */
    public static List<SortKey> readAll(String order) {
        List<SortKey> keys = new ArrayList<>(2);
        for (String text : order.split(",", -1)) {
            SortKey key = read(text.strip());
            if (keys.stream().anyMatch(other -> other.name.equals(key.name))) {
                throw Refused.field("order", "order names " + key.name + " twice");
            }
            if (keys.size() == MOST_KEYS) {
                throw Refused.field("order", "order takes at most " + MOST_KEYS + " keys");
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
        int field = name.startsWith(FieldFilter.PREFIX) ? name.length() - FieldFilter.PREFIX.length() : 0;
        if (EntityColumn.of(name).isEmpty() && (field < 1 || field > 255)) {
            throw Refused.field("order", "order cannot sort by '" + name + "'; it takes "
                    + String.join(", ", EntityColumn.names()) + " and dynamic.<field>, each with .asc or .desc");
        }
        return new SortKey(name, descending);
    }
}
