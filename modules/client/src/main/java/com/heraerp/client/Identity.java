package com.heraerp.client;

import io.micronaut.core.propagation.PropagatedContextElement;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Who calls, and for which organization; travels with each call to where its headers are written.
 *
 * @param token asked for each request, so that it may be renewed; empty text: none
 * @param organization empty: the token's, or the only one
 */
record Identity(Supplier<String> token, Optional<UUID> organization) implements PropagatedContextElement {

    static final Identity NOBODY = new Identity(() -> "", Optional.empty());
}
