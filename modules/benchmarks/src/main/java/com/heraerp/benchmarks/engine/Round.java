package com.heraerp.benchmarks.engine;

/**
 * One round of one contender, each figure of one run but the first.
 *
 * @param perSecond finished runs a second
 * @param transactions of the database, those that only read included
 * @param walBytes written to the log
 * @param javaMicros of the processor, of this process
 * @param databaseMicros of the processor, of PostgreSQL
 * @param p99Millis 99 of 100 were done in so many milliseconds
 */
record Round(double perSecond, double transactions, double walBytes, double javaMicros, double databaseMicros,
        double p99Millis) {}
