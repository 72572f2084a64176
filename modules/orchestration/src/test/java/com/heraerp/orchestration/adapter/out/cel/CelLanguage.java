package com.heraerp.orchestration.adapter.out.cel;

import com.heraerp.orchestration.application.port.Expressions;

/** Hands the adapter to tests of other packages. */
public final class CelLanguage {

    private CelLanguage() {}

    public static Expressions expressions() {
        return new CelExpressions();
    }
}
