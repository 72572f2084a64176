package com.heraerp.benchmarks.load;

/**
 * One round of one load.
 *
 * @param perSecond finished requests or transactions a second
 * @param serverMicros processor microseconds of the server per request; 0 for pgbench
 * @param compilingMicros those of them that the JVM compiled itself in
 * @param databaseMicros processor microseconds of PostgreSQL per request
 */
record Measured(double perSecond, double serverMicros, double compilingMicros, double databaseMicros) {}
