package com.heraerp.orchestration.domain.run;

import org.jspecify.annotations.Nullable;

/**
 * Who holds a run.
 *
 * @param owner the pod; null when nobody does
 * @param fence counts claims: whoever comes with an older one is refused
 * @param claims since the run last got any further
 * @param seq counts transactions
 */
public record Hold(@Nullable String owner, long fence, int claims, long seq) {

    public static final Hold FREE = new Hold(null, 0, 0, 0);

    Hold free() {
        return new Hold(null, fence, claims, seq);
    }

    Hold progressed() {
        return new Hold(owner, fence, 0, seq);
    }
}
