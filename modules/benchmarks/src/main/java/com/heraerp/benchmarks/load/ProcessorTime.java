package com.heraerp.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Microseconds of processor time, as Linux counts them. */
public final class ProcessorTime {

    private static final int MICROS_PER_TICK = 10_000;

    private ProcessorTime() {}

    /** That a process has used; 0 when it is gone. */
    public static long ofProcess(long pid) {
        return ticks(pid, false) * MICROS_PER_TICK;
    }

    /** That a JVM has used to compile what it runs: it is part of {@link #ofProcess}, and falls to nothing with time. */
    public static long ofCompilers(long pid) throws IOException {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(threads)) {
            return 0;
        }
        long ticks = 0;
        try (Stream<Path> each = Files.list(threads)) {
            for (Path thread : each.toList()) {
                String stat = stat(thread);
                ticks += stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler") ? ticks(stat, false) : 0;
            }
        }
        return ticks * MICROS_PER_TICK;
    }

    /** Empty when it is gone, be it between its being seen and its being read: compiler threads and workers come and go. */
    private static String stat(Path process) {
        try {
            return Files.readString(process.resolve("stat"));
        } catch (IOException gone) {
            return "";
        }
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

    private static long ticks(long pid, boolean withEndedChildren) {
        String stat = stat(Path.of("/proc", Long.toString(pid)));
        return stat.isEmpty() ? 0 : ticks(stat, withEndedChildren);
    }

    private static long ticks(String text, boolean withEndedChildren) {
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        long own = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return withEndedChildren ? own + Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : own;
    }
}
