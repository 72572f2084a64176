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
        assertThat(SortKey.readAll("entity_name.asc,updated_at.desc, status"))
                .containsExactly(
                        new SortKey(EntityColumn.ENTITY_NAME, false),
                        new SortKey(EntityColumn.UPDATED_AT, true),
                        new SortKey(EntityColumn.STATUS, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dynamic.price", "dynamic.price.desc", "", "entity_name,", "entity_name.up", "ENTITY_NAME",
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
}
