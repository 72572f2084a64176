package com.heraerp.benchmarks.engine;

import com.heraerp.benchmarks.load.ProcessorTime;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lets a contender run for some seconds on some threads, and takes down what that took. */
final class Measurement {

    private static final String TRANSACTIONS = "select xact_commit from pg_stat_database where datname = 'hera'";
    private static final String WAL = "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')";

    private final BenchServer server;
    private final int threads;

    Measurement(BenchServer server, int threads) {
        this.server = server;
        this.threads = threads;
    }

    /** @param pool through which the contender reaches the database */
    Round of(Contender contender, HikariDataSource pool, int seconds)
            throws IOException, InterruptedException, ExecutionException {
        server.checkpoint();
        server.flush(pool, threads);
        double transactions = server.number(TRANSACTIONS);
        double wal = server.number(WAL);
        long java = ProcessorTime.ofProcess(ProcessHandle.current().pid());
        long database = ProcessorTime.ofPostgres(server.data());
        long began = System.nanoTime();
        long[] nanos = runs(contender, began + TimeUnit.SECONDS.toNanos(seconds));
        double took = (System.nanoTime() - began) / 1e9;
        double javaUsed = ProcessorTime.ofProcess(ProcessHandle.current().pid()) - java;
        double databaseUsed = ProcessorTime.ofPostgres(server.data()) - database;
        double written = server.number(WAL) - wal;
        server.flush(pool, threads);
        double committed = server.number(TRANSACTIONS) - transactions;
        double runs = nanos.length;
        Arrays.sort(nanos);
        return new Round(runs / took, committed / runs, written / runs, javaUsed / runs, databaseUsed / runs,
                nanos[(int) (runs * 0.99)] / 1e6);
    }

    /** How long each run took. */
    private long[] runs(Contender contender, long end) throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Long>>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                all.add(pool.submit(() -> {
                    List<Long> each = new ArrayList<>();
                    for (long now = System.nanoTime(); now < end;) {
                        contender.run(each.size());
                        long done = System.nanoTime();
                        each.add(done - now);
                        now = done;
                    }
                    return each;
                }));
            }
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> each : all) {
                nanos.addAll(each.get());
            }
            return nanos.stream().mapToLong(Long::longValue).toArray();
        }
    }
}
