package com.heraerp.orchestration.application.port;

import java.util.UUID;

/** Makes ids of runs. */
@FunctionalInterface
public interface RunIds {

    /** A new UUIDv7: later ones sort behind earlier ones. */
    UUID next();
}
