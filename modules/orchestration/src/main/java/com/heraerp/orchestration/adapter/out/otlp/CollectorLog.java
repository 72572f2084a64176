package com.heraerp.orchestration.adapter.out.otlp;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What OpenTelemetry has to say it says to {@code java.util.logging}, with stacks; this says it in our log, in a line. */
final class CollectorLog extends Handler {

    private static final Logger LOG = LoggerFactory.getLogger(CollectorLog.class);
    /** Held, because {@code java.util.logging} forgets a logger that nobody holds. */
    private static final java.util.logging.Logger SOURCE = java.util.logging.Logger.getLogger("io.opentelemetry");

    private CollectorLog() {
        setLevel(Level.WARNING);
    }

    /** Listens from now on; once, however often it is called. */
    static synchronized void listen() {
        if (SOURCE.getUseParentHandlers()) {
            SOURCE.setUseParentHandlers(false);
            SOURCE.addHandler(new CollectorLog());
        }
    }

    @Override
    public void publish(LogRecord spoken) {
        if (isLoggable(spoken)) {
            Throwable cause = spoken.getThrown();
            LOG.warn("traces of runs: {}{}", spoken.getMessage(), cause == null ? "" : " " + cause);
        }
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // It is not ours to close.
    }
}
