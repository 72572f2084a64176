package com.heraerp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private final Retries retries = new Retries(5, Duration.ofMillis(100), Duration.ofMillis(300));

    @RepeatedTest(20)
    void waitsTwiceAsLongEachTimeWithinItsBounds() {
        assertThat(retries.after(1, Optional.empty()).orElseThrow()).isBetween(Duration.ofMillis(50),
                Duration.ofMillis(100));
        assertThat(retries.after(2, Optional.empty()).orElseThrow()).isBetween(Duration.ofMillis(100),
                Duration.ofMillis(200));
        assertThat(retries.after(4, Optional.empty()).orElseThrow()).isBetween(Duration.ofMillis(150),
                Duration.ofMillis(300));
        assertThat(retries.after(5, Optional.empty())).isEmpty();
    }

    @Test
    void waitsWhatTheServerAsksForUnlessThatIsTooLong() {
        assertThat(retries.after(1, Optional.of(Duration.ofMillis(250)))).contains(Duration.ofMillis(250));
        assertThat(retries.after(1, Optional.of(Duration.ofMillis(301)))).isEmpty();
        assertThat(Retries.NONE.after(1, Optional.empty())).isEmpty();
    }

    @Test
    void isAtLeastOneAttempt() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Retries(0, Duration.ZERO, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Retries(1, Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }
}
