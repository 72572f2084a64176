package com.heraerp.seal.adapter.in.schedule;

import com.heraerp.kernel.Refused;
import com.heraerp.seal.application.SealLog;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals twice a minute; with several processes whoever comes first does the work. */
@Singleton
final class SealSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(SealSchedule.class);

    private final SealLog sealLog;

    SealSchedule(SealLog sealLog) {
        this.sealLog = sealLog;
    }

    @Scheduled(initialDelay = "30s", fixedDelay = "30s")
    void seal() {
        try {
            long sealed = sealLog.handle();
            LOG.debug("sealed {} entries of the change log", sealed);
        } catch (Refused away) {
            // The database is away or being left; what was not sealed now is sealed next time.
            LOG.warn("the change log could not be sealed: {}", away.getMessage());
        }
    }
}
