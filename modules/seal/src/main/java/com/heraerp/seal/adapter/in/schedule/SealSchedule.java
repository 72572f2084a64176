package com.heraerp.seal.adapter.in.schedule;

import com.heraerp.kernel.Refused;
import com.heraerp.seal.application.SealLog;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals twice a minute; with several processes whoever comes first does the work. It rests as long as it works: what was written
 * in half a minute is sealed beside who writes now, not before him.
 */
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
            long all = 0;
            long began = System.nanoTime();
            for (int sealed = sealLog.part(); sealed > 0; sealed = sealLog.part()) {
                all += sealed;
                TimeUnit.NANOSECONDS.sleep(System.nanoTime() - began);
                began = System.nanoTime();
            }
            LOG.debug("sealed {} entries of the change log", all);
        } catch (Refused away) {
            // The database is away or being left; what was not sealed now is sealed next time.
            LOG.warn("the change log could not be sealed: {}", away.getMessage());
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
        }
    }
}
