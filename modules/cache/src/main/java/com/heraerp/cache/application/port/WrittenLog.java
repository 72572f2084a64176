package com.heraerp.cache.application.port;

import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.Commit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What was written, as the change log tells those who remember answers. A place in it is text of 39 digits that grows:
 * whoever has been told everything up to one place is told everything after it by asking from there.
 */
public interface WrittenLog {

    /** How long a place is. */
    int PLACE_LENGTH = 39;

    /**
     * What was touched since the place of each organization; asked for none, only the place of this moment.
     *
     * @throws Refused when the database cannot be asked
     */
    News since(Map<UUID, String> places);

    /** Whether it can still be asked; false when the process stops. */
    boolean isOpen();

    /**
     * What an answer of the log says.
     *
     * @param place where the log stood when it was asked
     * @param databaseMillis the database's clock at that moment, since 1970
     * @param touched those organizations in which something was; the same may be told more than once
     */
    record News(String place, long databaseMillis, List<Commit> touched) {

        public News {
            touched = List.copyOf(touched);
        }
    }
}
