package com.heraerp.orchestration.domain.spec;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a trigger's {@code on} says. */
public sealed interface Trigger {

    /**
     * A request.
     *
     * @param path as written, such as {@code /api/v1/salon/pos/carts/:id/lines}
     */
    record Api(String method, String path) implements Trigger {

        /** Whether a request could be meant for either. */
        public boolean overlaps(Api other) {
            List<String> mine = segments();
            List<String> theirs = other.segments();
            if (!method.equals(other.method) || mine.size() != theirs.size()) {
                return false;
            }
            for (int i = 0; i < mine.size(); i++) {
                boolean open = mine.get(i).startsWith(":") || theirs.get(i).startsWith(":");
                if (!open && !mine.get(i).equals(theirs.get(i))) {
                    return false;
                }
            }
            return true;
        }

        public List<String> segments() {
            return Arrays.asList(path.substring(1).split("/", -1));
        }
    }

    /** An event on the bus. */
    record Event(String name) implements Trigger {}

    /** A business transaction that was created, updated or posted. */
    record Transaction(String type, String action) implements Trigger {}

    /** A time of day, in the organization's zone. */
    record Time(Cron cron) implements Trigger {}

    Pattern API = Pattern.compile("API\\.(GET|POST|PUT|PATCH|DELETE)\\.(/.*)");
    Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9_.~-]*|:[A-Za-z][A-Za-z0-9_]*");
    Pattern EVENT = Pattern.compile("EVENT\\.([A-Za-z0-9_]+(?:\\.[A-Za-z0-9_]+)*)");
    Pattern TRANSACTION = Pattern.compile("TXN\\.([A-Z0-9_]+)\\.(CREATED|UPDATED|POSTED)");

    /** Below which all trigger routes are. */
    String BASE = "/api/v1/";

    /** Routes of the application itself, and all below them. */
    Set<String> BUILT_IN = Set.of("transactions", "ai");

    /** Reads a trigger; empty when it has none of the four forms. */
    static Optional<Trigger> parse(String on) {
        Matcher api = API.matcher(on);
        if (api.matches()) {
            return Optional.of(new Api(api.group(1), api.group(2))).filter(Trigger::isRoute).map(route -> route);
        }
        Matcher event = EVENT.matcher(on);
        if (event.matches()) {
            return Optional.of(new Event(event.group(1)));
        }
        Matcher transaction = TRANSACTION.matcher(on);
        if (transaction.matches()) {
            return Optional.of(new Transaction(transaction.group(1), transaction.group(2)));
        }
        return on.startsWith("CRON.") ? Cron.parse(on.substring("CRON.".length())).map(Time::new) : Optional.empty();
    }

    private static boolean isRoute(Api api) {
        Set<String> parameters = new HashSet<>();
        return api.path().startsWith(BASE) && api.segments().stream()
                .allMatch(segment -> SEGMENT.matcher(segment).matches()
                        && (!segment.startsWith(":") || parameters.add(segment)));
    }

    /** Whether the application itself answers there. */
    static boolean isBuiltIn(Api api) {
        return BUILT_IN.contains(api.segments().get(2)) || api.segments().get(2).startsWith(":");
    }
}
