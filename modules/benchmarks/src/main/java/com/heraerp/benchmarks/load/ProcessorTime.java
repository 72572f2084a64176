package com.heraerp.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Microseconds of processor time, as Linux counts them. */
public final class ProcessorTime {

    private static final int MICROS_PER_TICK = 10_000;

    private ProcessorTime() {}

    /** That a process has used; 0 when it is gone. */
    public static long ofProcess(long pid) throws IOException {
        return ticks(pid, false) * MICROS_PER_TICK;
    }

    /** That the PostgreSQL of a data directory has used: all its processes, ended ones included. */
    public static long ofPostgres(Path data) throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        long ticks = ticks(postmaster, true);
        List<ProcessHandle> children = ProcessHandle.of(postmaster)
                .map(handle -> handle.children().toList())
                .orElse(List.of());
        for (ProcessHandle child : children) {
            ticks += ticks(child.pid(), false);
        }
        return ticks * MICROS_PER_TICK;
    }

    private static long ticks(long pid, boolean withEndedChildren) throws IOException {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String text = Files.readString(stat);
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return withEndedChildren ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
    }
}
