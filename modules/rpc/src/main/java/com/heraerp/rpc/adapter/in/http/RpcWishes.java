package com.heraerp.rpc.adapter.in.http;

import com.heraerp.kernel.Refusal;
import com.heraerp.kernel.Refused;
import com.heraerp.rpc.domain.CallMode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a PostgREST client asks for beside the arguments.
 *
 * @param object whether it wants one object ({@code .single()})
 * @param counted whether it wants the number of rows ({@code count: 'exact'})
 * @param minimal whether it wants no body ({@code Prefer: return=minimal})
 */
record RpcWishes(boolean object, boolean counted, boolean minimal, int limit, int offset) {

    static final String OBJECT = "application/vnd.pgrst.object+json";

    private static final List<String> JSON_FORMS = List.of("*/*", "application/*", "application/json",
            "application/vnd.pgrst.array+json");

    private static final Set<String> SHAPING = Set.of("select", "order", "and", "or", "not.and", "not.or");
    private static final Pattern FILTER = Pattern.compile(
            "(not\\.)?(eq|neq|gt|gte|lt|lte|like|ilike|match|imatch|is|isdistinct|in|cs|cd|ov|sl|sr|nxr|nxl|adj|[pw]*fts)[.(]");

    /**
     * Reads them.
     *
     * @throws Refused 406 when the client takes no JSON, 400 for a limit or offset that is no number
     */
    static RpcWishes of(HttpRequest<?> request) {
        String prefer = String.join(",", request.getHeaders().getAll("Prefer")).toLowerCase(Locale.ROOT);
        HttpParameters query = request.getParameters();
        return new RpcWishes(
                isForOneObject(request.getHeaders().getAll(HttpHeaders.ACCEPT)),
                prefer.contains("count="),
                prefer.contains("return=minimal"),
                number("limit", query.get("limit"), Integer.MAX_VALUE),
                number("offset", query.get("offset"), 0));
    }

    /**
     * Refuses what would have to be applied to the function's rows and is not: ignoring it would answer other rows
     * than were asked for.
     *
     * @throws Refused 400 naming the parameter
     */
    static void refuseFilters(HttpRequest<?> request) {
        request.getParameters().forEach((name, values) -> {
            boolean shapes = SHAPING.contains(name) && !values.equals(List.of("*"));
            if (shapes || values.stream().anyMatch(value -> FILTER.matcher(value).lookingAt())) {
                throw Refused.field(name, "Rows of a function are not filtered, ordered or projected by " + name
                        + "; say it with the function's arguments")
                        .withCode("PGRST100");
            }
        });
    }

    CallMode mode(boolean keyed) {
        return new CallMode(object, limit, offset, keyed);
    }

    private static boolean isForOneObject(List<String> accept) {
        if (accept.isEmpty()) {
            return false;
        }
        for (String range : String.join(",", accept).toLowerCase(Locale.ROOT).split(",")) {
            String type = range.strip();
            int parameters = type.indexOf(';');
            String bare = parameters < 0 ? type : type.substring(0, parameters).strip();
            if (bare.equals(OBJECT) && !type.contains("nulls=stripped")) {
                return true;
            }
            if (JSON_FORMS.contains(bare)) {
                return false;
            }
        }
        throw Refused.because(Refusal.NOT_ACCEPTABLE, "Functions answer JSON: application/json or " + OBJECT)
                .withCode("PGRST107");
    }

    private static int number(String name, @Nullable String text, int absent) {
        if (text == null) {
            return absent;
        }
        if (!text.matches("\\d{1,9}")) {
            throw Refused.field(name, name + " must be a whole number").withCode("PGRST103");
        }
        return Integer.parseInt(text);
    }
}
