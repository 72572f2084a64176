package com.heraerp.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.ActorContext;
import com.heraerp.kernel.OrganizationId;
import com.heraerp.kernel.Refused;
import com.heraerp.kernel.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallTest {

    private static final byte[] BODY = {'{', '}'};

    @Test
    void takesAKeyOfTwoHundredAndFiftyFiveCharacters() {
        assertThat(keyedBy("k".repeat(255)).keyed(BODY)).isNotNull();
    }

    @Test
    void refusesAKeyThatNoIndexCouldHold() {
        assertThatThrownBy(() -> keyedBy("k".repeat(256)).keyed(BODY))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Idempotency-Key");
    }

    @Test
    void refusesABlankKey() {
        assertThatThrownBy(() -> keyedBy(" ").keyed(BODY)).isInstanceOf(Refused.class);
    }

    private static Call keyedBy(String key) {
        Call call = new Call("r1", "POST", "/api/v2.1/entities", key, System.nanoTime());
        call.authenticated(new ActorContext(new UUID(0, 1), new OrganizationId(new UUID(0, 2)), Role.OWNER, false));
        return call;
    }
}
