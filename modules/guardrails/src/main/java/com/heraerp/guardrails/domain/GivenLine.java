package com.heraerp.guardrails.domain;

import com.heraerp.kernel.json.JsonObject;

/**
 * One line of a transaction as the caller gave it.
 *
 * @param root the name of the list it stands in
 * @param index its place there, from 0
 */
record GivenLine(String root, int index, JsonObject body) {

    /** Where it stands in the payload. */
    String path() {
        return root + "." + index;
    }

    /** Where one of its members stands. */
    String path(String member) {
        return path() + "." + Shown.text(member);
    }

    /** What a finding about one of its members says to programs. */
    JsonObject context(String member) {
        return JsonObject.builder().put("field", path(member)).put("index", index).build();
    }
}
