package com.heraerp.entities.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The core columns that a listing can be ordered by. */
public enum EntityColumn {
    ENTITY_NAME, ENTITY_CODE, ENTITY_TYPE, SMART_CODE, STATUS, VERSION, CREATED_AT, UPDATED_AT;

    private static final Map<String, EntityColumn> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(EntityColumn::column, Function.identity()));

    private final String column = name().toLowerCase(Locale.ROOT);

    /** The column's name, as in the database and in answers. */
    public String column() {
        return column;
    }

    /** The column of this name; empty when there is none to order by. */
    public static Optional<EntityColumn> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All names, for messages. */
    public static List<String> names() {
        return Arrays.stream(values()).map(EntityColumn::column).toList();
    }
}
