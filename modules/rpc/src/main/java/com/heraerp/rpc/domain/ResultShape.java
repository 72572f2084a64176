package com.heraerp.rpc.domain;

/** What a function answers, as far as its JSON form depends on it. */
public enum ResultShape {
    /** Nothing. */
    VOID,
    /** One json or jsonb value, passed through. */
    JSON,
    /** One value or row of another type. */
    VALUE,
    /** Any number of values or rows, answered as an array. */
    SET
}
