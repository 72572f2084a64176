package com.heraerp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void takesNoFloatingPointNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> Json.of(Map.of("price", 9.99)))
                .withMessageContaining("BigDecimal instead of 9.99");
        assertThatIllegalArgumentException().isThrownBy(() -> Json.of(List.of(1.5f)));
        assertThatIllegalArgumentException().isThrownBy(() -> EntityDraft.changes().field("price", 9.99));
    }

    @Test
    void takesWhatCallersHave() {
        assertThat(Json.of(List.of("a", true, 1, 2L, new BigDecimal("3.10"), LocalDate.EPOCH, Instant.EPOCH)))
                .hasToString("[\"a\",true,1,2,3.10,\"1970-01-01\",\"1970-01-01T00:00:00Z\"]");
        assertThat(Json.of(null).isNull()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Json.of(new Object()));
    }

    @Test
    void keepsTheDigitsThatItRead() {
        String text = "{\"a\":25.00,\"b\":0.1000000000000000055511151231257827,\"c\":1E+2,\"d\":-0.00}";

        assertThat(new String(Json.write(Json.read(text.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8))
                .isEqualTo(text.replace("1E+2", "100").replace("-0.00", "0.00"));
    }
}
