package com.heraerp.orchestration.application.port;

import com.heraerp.kernel.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events, committed with what they tell of. */
public interface Outbox {

    /** What an event tells of, as the triggers that listen to it begin. */
    enum Kind {
        /** A run emitted it: {@code EVENT.{name}}. */
        EMITTED("EVENT."),
        /** A transaction changed; its name is the whole trigger, {@code TXN.…}. */
        TRANSACTION(""),
        /** One run tells another something; no trigger listens. */
        NESTED("NESTED ");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /**
     * An event.
     *
     * @param claim by which it is this caller's
     * @param actor of whoever caused it, and in {@code hops} how many events led to it one after the other
     * @param from the run that emitted it; null when none did
     * @param nested of what one run tells another: {@code to}, its {@code node}, and what else the order needs; empty otherwise
     */
    record Event(UUID organizationId, UUID id, String claim, Kind kind, String name, JsonObject payload,
            JsonObject actor,
            @Nullable UUID from, JsonObject nested) {

        /** What an orchestration's trigger says when it listens to this. */
        public String trigger() {
            return kind.prefix + name;
        }
    }

    /** Some that nobody has delivered yet; each is this caller's for a while. One that has led nowhere too often is not among them. */
    List<Event> claim(int limit);

    /** It has started what it starts. Says nothing when the claim is over: then the event is another's, or one to be delivered anew. */
    void settle(Event event);

    /**
     * It has not, or not all of it. Says nothing when the claim is over.
     *
     * @param problems what was in the way
     * @param again whether to try again after a while; else it is dead until somebody replays it
     */
    void fail(Event event, List<String> problems, boolean again);
}
