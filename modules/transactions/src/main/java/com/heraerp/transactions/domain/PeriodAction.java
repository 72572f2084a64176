package com.heraerp.transactions.domain;

/** What is done to a fiscal period. */
public enum PeriodAction {
    OPEN, CLOSE, LOCK
}
