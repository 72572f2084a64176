package badhouse.till.application;

import badhouse.till.adapter.out.postgres.PostgresTills;
import jakarta.inject.Inject;
import java.time.Instant;

/** A use case with every fault a use case can have. */
class RingUp {
    @Inject
    PostgresTills tills;

    RingUp() {
        try {
            tills = new PostgresTills();
            System.out.println(Instant.now());
        } catch (Exception anything) {
            tills = new PostgresTills();
        }
    }
}
