package com.heraerp.books.adapter.in.http;

import com.heraerp.books.domain.Statement;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.json.JsonObject;
import com.heraerp.kernel.web.Listing;
import com.heraerp.kernel.web.Listing.Kind;
import com.heraerp.kernel.web.QueryParameters;
import io.micronaut.http.HttpRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is asked for.
 *
 * @param asked span, filters, presentation and page by their parameters' names
 */
record StatementRequest(JsonObject asked, Format format) {

    /** In which form the answer goes out. */
    enum Format {
        JSON, CSV, HLEDGER
    }

    private static final Pattern PERIOD = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Set<String> PRESENTATIONS = Set.of("original", "base");
    private static final Listing OF_ALL = new Listing(filters(false), includes(), List.of());
    private static final Listing OF_LEDGER = new Listing(filters(true), includes(), List.of());
    private static final Set<String> KNOWN = known(filters(false), List.of());
    private static final Set<String> KNOWN_OF_LEDGER = known(filters(true), List.of("limit", "cursor"));

    private static Map<String, Kind> filters(boolean ofLedger) {
        Map<String, Kind> filters = new LinkedHashMap<>();
        for (String date : List.of("as_of", "from", "to", "recorded_as_of")) {
            filters.put(date, Kind.DATE);
        }
        for (String text : List.of("period", "currency", "presentation", "format")) {
            filters.put(text, Kind.TEXT);
        }
        filters.put("branch_id", Kind.ID);
        if (ofLedger) {
            filters.put("account_id", Kind.ID);
        }
        return filters;
    }

    private static Set<String> includes() {
        return new LinkedHashSet<>(List.of("include_reversed", "include_closing"));
    }

    private static Set<String> known(Map<String, Kind> filters, List<String> more) {
        Set<String> known = new HashSet<>(filters.keySet());
        known.addAll(includes());
        known.addAll(more);
        return known;
    }

    /**
     * Reads the request's parameters.
     *
     * @throws Refused 400 naming the parameter that is unknown, repeated, no value of its kind, or beside another that says
     *     something else
     */
    static StatementRequest read(HttpRequest<?> request, Statement statement) {
        boolean ofLedger = statement == Statement.GENERAL_LEDGER;
        QueryParameters parameters = QueryParameters.of(request, ofLedger ? KNOWN_OF_LEDGER : KNOWN);
        JsonObject asked = (ofLedger ? OF_LEDGER : OF_ALL).asked(parameters);
        refuse(asked, "period", PERIOD.asMatchPredicate().negate()::test, "period must be a month such as 2025-01");
        refuse(asked, "currency", CURRENCY.asMatchPredicate().negate()::test, "currency must be a code such as AED");
        refuse(asked, "presentation", word -> !PRESENTATIONS.contains(word), "presentation must be original or base");
        for (String other : List.of("as_of", "from", "to")) {
            refuseBoth(asked, "period", other);
        }
        refuseBoth(asked, "as_of", "from");
        refuseBoth(asked, "as_of", "to");
        Format format = format(asked.text("format"));
        if (format != Format.JSON && (asked.has("limit") || asked.has("cursor"))) {
            throw Refused.field("format", "a file is whole: limit and cursor go with format=json");
        }
        if (format == Format.HLEDGER && asked.has("account_id")) {
            throw Refused.field("account_id", "a journal holds whole entries: account_id goes with format=json or csv");
        }
        return new StatementRequest(asked.toBuilder().remove("format").build(), format);
    }

    /** Whether a span of time is asked for, not a moment. */
    boolean span() {
        return asked.has("from") || asked.has("period");
    }

    private static Format format(@Nullable String name) {
        return switch (name) {
            case null -> Format.JSON;
            case "json" -> Format.JSON;
            case "csv" -> Format.CSV;
            case "hledger" -> Format.HLEDGER;
            default -> throw Refused.field("format", "format must be json, csv or hledger");
        };
    }

    private interface Wrong {
        boolean test(String value);
    }

    private static void refuse(JsonObject asked, String name, Wrong wrong, String message) {
        String value = asked.text(name);
        if (value != null && wrong.test(value)) {
            throw Refused.field(name, message);
        }
    }

    private static void refuseBoth(JsonObject asked, String one, String other) {
        if (asked.has(one) && asked.has(other)) {
            throw Refused.field(one, one + " and " + other + " exclude each other");
        }
    }
}
