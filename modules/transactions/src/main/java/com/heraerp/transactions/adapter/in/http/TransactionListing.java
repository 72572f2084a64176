package com.heraerp.transactions.adapter.in.http;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.Listing;
import com.heraerp.kernel.web.Listing.Kind;
import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a listing of transactions can be asked. */
final class TransactionListing {

    /** The {@code include_*} parameters of a read of one transaction. */
    static final Set<String> INCLUDES_OF_ONE = new LinkedHashSet<>(List.of(
            "include_lines",
            "include_dynamic",
            "include_relationships",
            "include_audit_fields",
            "include_deleted"));

    private static final Set<String> POSTING = Set.of("draft", "posted", "auto_posted", "reversed");

    private static final Listing LISTING = new Listing(filters(), includes(), List.of(
            "transaction_date",
            "created_at",
            "updated_at",
            "transaction_number",
            "transaction_type",
            "transaction_status",
            "total_amount",
            "smart_code",
            "version"));

    private TransactionListing() {}

    private static Map<String, Kind> filters() {
        Map<String, Kind> filters = new LinkedHashMap<>();
        filters.put("transaction_type", Kind.TYPE);
        filters.put("q", Kind.WORDS);
        for (String id : List.of(
                "transaction_id", "source_entity_id", "target_entity_id", "branch_id", "reversal_of_id")) {
            filters.put(id, Kind.ID);
        }
        for (String text : List.of(
                "transaction_status", "transaction_number", "transaction_code", "smart_code", "posting_status")) {
            filters.put(text, Kind.TEXT);
        }
        filters.put("date_from", Kind.DATE);
        filters.put("date_to", Kind.DATE);
        return filters;
    }

    private static Set<String> includes() {
        Set<String> includes = new LinkedHashSet<>(INCLUDES_OF_ONE);
        includes.add("include_total");
        return includes;
    }

    static Set<String> known() {
        return LISTING.known();
    }

    /**
     * What a request asks for.
     *
     * @throws Refused 400 naming the parameter that is unknown, repeated or no value of its kind
     */
    static JsonObject asked(HttpRequest<?> request) {
        return checked(LISTING.asked(request));
    }

    /** As {@link #asked(HttpRequest)}, of parameters that are known to be known. */
    static JsonObject asked(QueryParameters parameters) {
        return checked(LISTING.asked(parameters));
    }

    private static JsonObject checked(JsonObject asked) {
        String posting = asked.text("posting_status");
        if (posting != null && !POSTING.contains(posting)) {
            throw Refused.field("posting_status", "posting_status must be draft, posted, auto_posted or reversed");
        }
        return asked;
    }
}
