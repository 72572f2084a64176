package com.heraerp.orchestration.domain.run;

import com.heraerp.kernel.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A signal in a run's inbox. It may be there before anybody waits for it.
 *
 * @param id the sender's; the same one twice is one
 * @param consumedBy the node that took it; null while nobody did
 */
public record Signal(String id, String name, JsonObject payload, @Nullable String consumedBy) {}
