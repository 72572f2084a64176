package com.heraerp.orchestration.api;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How runs are kept.
 *
 * @param retention what ended longer ago is folded to a summary; zero to keep everything for ever
 * @param collector who is sent a trace of each run, in OpenTelemetry's protocol over HTTP; empty for nobody
 */
public record RunSettings(Duration retention, Optional<URI> collector) {

    /** Without traces. */
    public RunSettings(Duration retention) {
        this(retention, Optional.empty());
    }

    /** Never shows credentials in the collector's address. */
    @Override
    public String toString() {
        return "RunSettings[retention=" + retention + ", collector=" + collector.map(URI::getHost).orElse("none") + "]";
    }
}
