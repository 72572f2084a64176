package com.heraerp.kernel.change;

import com.heraerp.kernel.Violation;
import java.util.List;

/** A change that may be tried, and what is to be said beside its success. */
public record Admitted<C>(C change, List<Violation> warnings) {

    public Admitted {
        warnings = List.copyOf(warnings);
    }
}
