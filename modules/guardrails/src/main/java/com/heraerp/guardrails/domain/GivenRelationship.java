package com.heraerp.guardrails.domain;

import com.heraerp.kernel.json.JsonObject;

/**
 * One relationship as the caller gave it.
 *
 * @param root the path of the list it stands in
 * @param index its place there, from 0
 * @param brief whether it is an id in v1's {@code {TYPE: [id, …]}}; {@code body} is then made from both
 */
record GivenRelationship(String root, int index, JsonObject body, boolean brief) {

    /** Where it stands in the payload. */
    String path() {
        return root + "." + index;
    }

    /** Where one of its members stands. */
    String path(String member) {
        return brief ? path() : path() + "." + Shown.text(member);
    }
}
