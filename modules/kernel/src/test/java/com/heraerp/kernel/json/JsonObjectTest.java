package com.heraerp.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonObjectTest {

    @Test
    void whatIsBuiltDoesNotChangeWhenItsBuilderGoesOn() {
        JsonObject.Builder builder = JsonObject.builder().put("a", 1).put("b", 2);
        JsonObject first = builder.build();
        JsonObject second = builder.put("a", 3).remove("b").build();
        JsonObject third = builder.put("c", 4).build();

        assertThat(first.toJson()).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(second.toJson()).isEqualTo("{\"a\":3}");
        assertThat(third.toJson()).isEqualTo("{\"a\":3,\"c\":4}");
    }

    @Test
    void aBuilderThatBeginsWithAnObjectLeavesItAsItIs() {
        JsonObject object = JsonObject.builder().put("a", 1).build();

        assertThat(object.toBuilder().put("b", 2).build().toJson()).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(object.toJson()).isEqualTo("{\"a\":1}");
        assertThatThrownBy(() -> object.members().put("b", JsonNull.NULL))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
