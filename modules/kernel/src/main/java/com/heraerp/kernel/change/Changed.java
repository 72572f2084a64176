package com.heraerp.kernel.change;

import com.heraerp.kernel.Violation;
import java.util.List;

/** A change that was done, and what the guardrails had to say beside it. */
public record Changed(StoredChange stored, List<Violation> warnings) {

    public Changed {
        warnings = List.copyOf(warnings);
    }
}
