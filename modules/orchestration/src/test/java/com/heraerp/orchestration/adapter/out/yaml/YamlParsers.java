package com.heraerp.orchestration.adapter.out.yaml;

import com.heraerp.orchestration.application.port.SpecParser;

/** Hands the adapter to tests of other packages. */
public final class YamlParsers {

    private YamlParsers() {}

    public static SpecParser parser() {
        return new YamlSpecParser();
    }
}
