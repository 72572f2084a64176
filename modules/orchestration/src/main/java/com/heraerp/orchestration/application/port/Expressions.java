package com.heraerp.orchestration.application.port;

import com.heraerp.kernel.json.JsonObject;
import com.heraerp.orchestration.domain.check.ExpressionCheck;

/** Compiles conditions; one compiled condition serves any number of threads. */
public interface Expressions {

    /** What compiling told. */
    sealed interface Compiled {

        /** The same, for the rules. */
        ExpressionCheck check();
    }

    /** A condition that can be asked. */
    record Usable(ExpressionCheck.Sound check, Condition condition) implements Compiled {}

    /** No condition. */
    record Unusable(ExpressionCheck.Unsound check) implements Compiled {}

    /** A compiled condition. */
    @FunctionalInterface
    interface Condition {

        /** Asks it about the values behind {@code $.}; the same values give the same answer, always. */
        Answer ask(JsonObject root);
    }

    /** A condition's answer. */
    sealed interface Answer {}

    /** Yes or no. */
    record Told(boolean holds) implements Answer {}

    /** Neither: a key was missing, or values could not be compared. Never taken for a no. */
    record Broken(String message) implements Answer {}

    Compiled compile(String expression);
}
