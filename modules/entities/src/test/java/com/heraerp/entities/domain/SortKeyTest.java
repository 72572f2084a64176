package com.heraerp.entities.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.heraerp.kernel.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortKeyTest {

    @Test
    void readsKeysInOrder() {
        assertThat(SortKey.readAll("entity_name.asc,updated_at.desc, dynamic.unit.price.desc,status"))
                .containsExactly(
                        new SortKey("entity_name", false),
                        new SortKey("updated_at", true),
                        new SortKey("dynamic.unit.price", true),
                        new SortKey("status", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamic.", "dynamic..desc", "", "entity_name,", "entity_name.up", "ENTITY_NAME",
        ".desc"})
    void saysWhatCanBeOrderedBy(String order) {
        assertThatThrownBy(() -> SortKey.readAll(order))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("entity_name, entity_code, entity_type");
    }

    @Test
    void refusesAColumnThatIsNamedTwice() {
        assertThatThrownBy(() -> SortKey.readAll("status.asc,status.desc")).hasMessage("order names status twice");
    }

    @Test
    void refusesMoreKeysThanItTakes() {
        String order = "dynamic.a,dynamic.b,dynamic.c,dynamic.d,dynamic.e,dynamic.f,dynamic.g,dynamic.h,dynamic.i,dynamic.j";

        assertThat(SortKey.readAll(order)).hasSize(SortKey.MOST_KEYS);
        assertThatThrownBy(() -> SortKey.readAll(order + ",status")).hasMessage("order takes at most 10 keys");
    }
}
