package com.heraerp.rpc.domain;

import org.jspecify.annotations.Nullable;

/** An argument with its value as text that PostgreSQL reads; null is SQL's null. */
public record BoundArgument(Argument argument, @Nullable String value) {}
