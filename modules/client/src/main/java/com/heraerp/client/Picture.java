package com.heraerp.client;

import java.util.Locale;

/** How the graph of an orchestration or of a run is drawn. */
public enum Picture {
    /** Nodes and edges as data. */
    JSON,
    /** Text that Mermaid draws. */
    MERMAID,
    /** An image that needs nothing else. */
    SVG;

    Query query() {
        return Query.of("format", name().toLowerCase(Locale.ROOT));
    }
}
