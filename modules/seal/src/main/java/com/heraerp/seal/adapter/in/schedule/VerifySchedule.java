package com.heraerp.seal.adapter.in.schedule;

import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.postgres.DatabaseCall;
import com.heraerp.kernel.postgres.Scope;
import com.heraerp.seal.api.SealReport.Broken;
import com.heraerp.seal.application.VerifyByNight;
import com.heraerp.seal.application.VerifyByNight.Command;
import com.heraerp.seal.application.VerifyByNight.Night;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the seals of all organizations each night, a bounded part (promises L8, L9). What is broken is an error in the log that
 * names the first row, and counts in {@code hera_seals_broken} until a night finds it as it was sealed.
 */
@Singleton
final class VerifySchedule implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(VerifySchedule.class);

    private final VerifyByNight verifyByNight;
    private final Clock clock;
    private final Set<OrganizationId> broken = ConcurrentHashMap.newKeySet();
    private final AtomicLong verified = new AtomicLong();

    VerifySchedule(VerifyByNight verifyByNight, Clock clock) {
        this.verifyByNight = verifyByNight;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("hera.seals.broken", broken, Set::size)
                .description("Organizations whose log or books are not as they were sealed, as of last night")
                .strongReference(true)
                .register(registry);
        Gauge.builder("hera.seals.verified", verified, AtomicLong::doubleValue)
                .description("Seals that were verified last night")
                .strongReference(true)
                .register(registry);
    }

    @Scheduled(cron = "0 20 2 * * *")
    void verify() {
        try {
            long seals = 0;
            for (OrganizationId organization : verifyByNight.organizations()) {
                seals += night(organization);
            }
            verified.set(seals);
            LOG.info("verified {} seals by night, {} organizations broken", seals, broken.size());
        } catch (Refused away) {
            LOG.warn("the seals could not be verified by night: {}", away.getMessage());
        }
    }

    /** How many seals held. One that cannot be asked stays what it was, and the others have their night all the same. */
    private long night(OrganizationId organization) {
        try {
            Night night = verifyByNight.handle(new Command(scope(organization), LocalDate.now(clock).toEpochDay()));
            tell(organization, night.broken());
            return night.seals();
        } catch (Refused away) {
            LOG.warn("the seals of organization {} could not be verified by night: {}", organization,
                    away.getMessage());
            return 0;
        }
    }

    private void tell(OrganizationId organization, @Nullable Broken found) {
        if (found == null) {
            broken.remove(organization);
        } else {
            broken.add(organization);
            LOG.error("organization {} is not as it was sealed: seal {}, {} {}: {}", organization, found.seal(),
                    found.kind(), found.id(), found.reason());
        }
    }

    private static Scope scope(OrganizationId organization) {
        return new Scope(organization.value(), OrganizationId.PLATFORM.value(), "", new DatabaseCall());
    }
}
