package com.heraerp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.heraerp.identity.api.Authenticator;
import com.heraerp.kernel.settings.CacheSettings;
import com.heraerp.kernel.settings.TokenSettings;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

final class WiringTest {

    @Test
    void applicationFindsTheAuthenticatorFromSettingsAndADataSource() {
        try (ApplicationContext context = ApplicationContext.builder()
                .singletons(
                        new TokenSettings(
                                Optional.of("a secret of at least thirty-two bytes"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        new CacheSettings(Duration.ofHours(1), 10, Optional.empty()))
                .start()) {
            context.registerSingleton(DataSource.class, new PGSimpleDataSource());
            assertThat(context.getBean(Authenticator.class).cached("Bearer unknown", null)).isNull();
        }
    }
}
