package com.heraerp.client;

import java.util.Map;

/**
 * HERA as one caller sees it. Every method blocks until the answer is there; call from a virtual thread where many calls run at
 * once. A refusal is a {@link HeraRefusal}, silence {@link NoAnswer}. For any number of threads.
 */
public final class HeraClient {

    private final Calls calls;
    private final Streams streams;
    private final Sockets sockets;

    HeraClient(Calls calls, Streams streams, Sockets sockets) {
        this.calls = calls;
        this.streams = streams;
        this.sockets = sockets;
    }

    /** Entities, guarded (v2.1). */
    public Entities entities() {
        return new Entities(calls, streams);
    }

    /** Transactions, guarded (v2.1). */
    public Transactions transactions() {
        return new Transactions(calls);
    }

    /** The fiscal calendar. */
    public Periods periods() {
        return new Periods(calls);
    }

    /** What the books say, and what proves them. */
    public Books books() {
        return new Books(calls, streams);
    }

    /** Organizations and members. */
    public Organizations organizations() {
        return new Organizations(calls);
    }

    /** The change log. */
    public Changes changes() {
        return new Changes(calls, streams, sockets);
    }

    /** What workflows there are, and what they are made of. */
    public Registry registry() {
        return new Registry(calls);
    }

    /** Workflows under way, and those that have ended. */
    public Runs runs() {
        return new Runs(calls, streams);
    }

    /** Control over workflows, for those who watch over them. */
    public Operator operator() {
        return new Operator(calls);
    }

    /** The database's functions (v2). */
    public Functions functions() {
        return new Functions(calls);
    }

    /** v2's routes one by one. */
    public Steps steps() {
        return new Steps(calls);
    }

    /**
     * Any request, sent once as it is, for routes that have no method here: those that an organization's own orchestrations
     * declare, and operations.
     *
     * @param path with its query, already encoded
     * @param headers beside those that say who calls
     * @param body empty: none
     * @return the answer, whatever its status
     * @throws NoAnswer when none came
     */
    public Answer exchange(String method, String path, Map<String, String> headers, byte[] body) {
        return streams.exchange(method, path, headers, body);
    }
}
