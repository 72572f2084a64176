package com.heraerp.orchestration.adapter.out.schema;

import com.heraerp.orchestration.application.port.SpecSchemas;

/** Hands the adapter to tests of other packages. */
public final class Schemas {

    private Schemas() {}

    public static SpecSchemas schemas() {
        return new NetworkntSpecSchemas();
    }
}
