package com.heraerp.cache.application.port;

import com.heraerp.kernel.postgres.Commit;
import java.util.function.Consumer;

/** Other processes tell what they have committed. Only a hint: it may be lost, late, doubled or wrong; the log is the truth. */
public interface CommitHints {

    /** Calls {@code listener} for what others tell, on any thread; it must be quick. */
    void listen(Consumer<Commit> listener);
}
