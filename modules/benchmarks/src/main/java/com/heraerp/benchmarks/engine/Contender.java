package com.heraerp.benchmarks.engine;

/** An engine that runs the workflow: {@link BenchServer#STEPS} steps, each of which writes {@link BenchServer#EFFECT}. */
interface Contender {

    String name();

    /** Runs it once, to its end. */
    void run(long number);
}
