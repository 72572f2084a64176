package com.heraerp.entities.domain;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonArray;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.json.JsonString;
import com.heraerp.kernel.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a caller asks of a listing: filters, order, page and what the items hold. It holds what was asked for and nothing
 * else, so that an answer can say which filters were applied.
 *
 * @param asked the query by its parameters' names; text, numbers, truth values, {@code order} as
 *     {@code [[column, "asc"|"desc"], …]}, and filters on dynamic fields as {@code "dynamic.price":"gte.10"}, several on one
 *     field as an array
 */
public record EntityQuery(JsonObject asked) {

    /** The largest page. */
    public static final int LARGEST_PAGE = 1000;

    public static Builder builder() {
        return new Builder();
    }

    /** Collects a query; every refusal names the parameter. */
    public static final class Builder {

        private final JsonObject.Builder asked = JsonObject.builder();
        private int fieldTerms;
        private boolean hasOffset;
        private boolean hasCursor;

        /**
         * Narrows the listing.
         *
         * @param value for an id, a UUID
         * @throws Refused 400 for an empty value
         */
        public Builder filter(EntityFilter filter, String value) {
            String name = filter.parameter();
            if (value.isEmpty()) {
                throw Refused.field(name, name + " must not be empty");
            }
            switch (filter) {
                case ENTITY_TYPE -> asked.put(name, value.toUpperCase(Locale.ROOT));
                case ENTITY_ID, ENTITY_CODE, STATUS, SMART_CODE, PARENT_ENTITY_ID, Q -> asked.put(name, value);
            }
            return this;
        }

        /**
         * Narrows the listing by a dynamic field.
         *
         * @throws Refused 400 for more than {@value FieldFilter#MOST_TERMS} terms in the query
         */
        public Builder field(FieldFilter filter) {
            fieldTerms += filter.terms().size();
            if (fieldTerms > FieldFilter.MOST_TERMS) {
                throw Refused.field(filter.parameter(),
                        filter.parameter() + " is one filter too many: at most " + FieldFilter.MOST_TERMS
                                + " are taken");
            }
            if (filter.terms().size() == 1) {
                asked.put(filter.parameter(), filter.terms().getFirst());
            } else {
                asked.put(filter.parameter(), JsonArray.ofTexts(filter.terms()));
            }
            return this;
        }

        public Builder include(Include include, boolean included) {
            asked.put(include.parameter(), included);
            return this;
        }

        /** How many items at most, 1 to {@value EntityQuery#LARGEST_PAGE}. */
        public Builder limit(int limit) {
            if (limit < 1 || limit > LARGEST_PAGE) {
                throw Refused.field("limit", "limit must be 1 to " + LARGEST_PAGE);
            }
            asked.put("limit", limit);
            return this;
        }

        /** How many items to leave out first, 0 or more. */
        public Builder offset(int offset) {
            if (offset < 0) {
                throw Refused.field("offset", "offset must be 0 or more");
            }
            hasOffset = true;
            asked.put("offset", offset);
            return this;
        }

        /** Where the page before ended. */
        public Builder cursor(String cursor) {
            hasCursor = true;
            asked.put("cursor", cursor);
            return this;
        }

        public Builder order(List<SortKey> keys) {
            List<JsonValue> order = new ArrayList<>(keys.size());
            for (SortKey key : keys) {
                order.add(new JsonArray(List.of(
                        new JsonString(key.name()), new JsonString(key.descending() ? "desc" : "asc"))));
            }
            asked.put("order", new JsonArray(order));
            return this;
        }

        /**
         * The query.
         *
         * @throws Refused 400 when both a cursor and an offset were given
         */
        public EntityQuery build() {
            if (hasOffset && hasCursor) {
                throw Refused.field("cursor", "offset and cursor exclude each other");
            }
            return new EntityQuery(asked.build());
        }
    }
}
