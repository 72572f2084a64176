package com.heraerp.guardrails.domain;

/** Something about the form of a part, found while it was read. */
record Problem(ShapeProblem kind, String path, String message) {

    static Problem of(ShapeProblem kind, String path, String fault) {
        return new Problem(kind, path, path + " " + fault);
    }
}
