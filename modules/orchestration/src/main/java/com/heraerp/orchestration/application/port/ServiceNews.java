package com.heraerp.orchestration.application.port;

import java.util.UUID;

/**
 * What the processes tell one another of the services that they call. Only hints: each may be lost, late, doubled or wrong. Whoever
 * hears that a service does not answer calls it later; he never takes a run for failed, or done, because of it.
 */
public interface ServiceNews {

    /**
     * How a call ended.
     *
     * @param procedure folded smart code of the procedure that was called
     * @param failed whether the service is not well; else it is well again
     */
    record Call(UUID organizationId, String procedure, boolean failed) {}

    /** Tells the other processes; not this one. */
    void tell(Call call);

    /** Calls {@code listener} for what others tell, on any thread; it must be quick. */
    void listen(Listener listener);

    /** Hears of calls. */
    @FunctionalInterface
    interface Listener {
        void heard(Call call);
    }

    /** Nobody tells anything. */
    ServiceNews NONE = new ServiceNews() {
        @Override
        public void tell(Call call) {
            // There is nobody.
        }

        @Override
        public void listen(Listener listener) {
            // There is nothing to hear.
        }
    };
}
