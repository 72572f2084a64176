package com.heraerp.kernel.json;

import java.math.BigDecimal;

/** A JSON number with its scale: {@code 25.00} stays {@code 25.00}. */
public record JsonNumber(BigDecimal value) implements JsonValue {}
