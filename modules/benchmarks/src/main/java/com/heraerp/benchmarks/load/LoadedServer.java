package com.heraerp.benchmarks.load;

import java.io.IOException;

/** A server that answers HERA's routes for entities, and what it has used of the processors. */
interface LoadedServer {

    String url();

    String token();

    /** Microseconds of processor time that the server has used. */
    long serverCpu();

    /** Microseconds of it in which a JVM compiled; 0 for whatever is none. */
    long compilerCpu() throws IOException;
}
