package com.heraerp.benchmarks.engine;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;

/**
 * Measures HERA's engine beside DBOS Java. Arguments: seconds a round (10), rounds (7), seconds to warm each up (30), threads and
 * connections of each (16). Contenders take turns, forwards and backwards, so that what the machine does to one it does to all.
 */
final class EngineLoad {

    private static final double BAR = 2;

    private EngineLoad() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int seconds = argument(arguments, 0, 10);
        int rounds = argument(arguments, 1, 7);
        int warmUp = argument(arguments, 2, 30);
        int threads = argument(arguments, 3, 16);
        try (BenchServer server = new BenchServer();
                HikariDataSource ours = server.pool("hera_app", threads);
                // One more, with which it listens, as our sign of life has a session beside the pool.
                HikariDataSource theirs = server.pool("postgres", threads + 1);
                ApplicationContext engine = HeraContender.engine(server, ours);
                DbosContender.Library dbos = DbosContender.library(theirs)) {
            Entry two = new Entry(HeraContender.of(engine, "HERA, two commits", "two-commits.yaml",
                    "HERA.BENCH.ENGINE.ORCH.TWO_COMMITS.V1"), ours, new ArrayList<>());
            Entry four = new Entry(HeraContender.of(engine, "HERA, every step commits", "every-step.yaml",
                    "HERA.BENCH.ENGINE.ORCH.EVERY_STEP.V1"), ours, new ArrayList<>());
            Entry transactional = new Entry(dbos.transactional(), theirs, new ArrayList<>());
            Entry plain = new Entry(dbos.plain(), theirs, new ArrayList<>());
            List<Entry> entries = List.of(two, transactional, four, plain);
            measure(new Measurement(server, threads), entries, seconds, rounds, warmUp);
            entries.forEach(EngineLoad::print);
            for (Entry mine : List.of(two, four)) {
                for (Entry peer : List.of(transactional, plain)) {
                    printRatio(mine, peer);
                }
            }
        }
    }

    /** @param pool through which the contender reaches the database */
    private record Entry(Contender contender, HikariDataSource pool, List<Round> rounds) {}

    private static int argument(String[] arguments, int place, int usual) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : usual;
    }

    private static void measure(Measurement measurement, List<Entry> entries, int seconds, int rounds, int warmUp)
            throws IOException, InterruptedException, ExecutionException {
        for (Entry entry : entries) {
            measurement.of(entry.contender, entry.pool, warmUp);
        }
        for (int round = 0; round < rounds; round++) {
            for (Entry entry : round % 2 == 0 ? entries : entries.reversed()) {
                entry.rounds.add(measurement.of(entry.contender, entry.pool, seconds));
            }
        }
    }

    private static void print(Entry entry) {
        List<Round> rounds = entry.rounds;
        System.out.printf(Locale.ROOT,
                "%-26s %5.0f runs/s, P99 %4.0f ms; a run: %.2f transactions, %5.0f bytes of WAL, %5.0f µs Java, %5.0f µs database%n",
                entry.contender.name(), median(rounds, Round::perSecond), median(rounds, Round::p99Millis),
                median(rounds, Round::transactions), median(rounds, Round::walBytes),
                median(rounds, Round::javaMicros), median(rounds, Round::databaseMicros));
    }

    /** Of the rounds that stood next to each other. */
    private static void printRatio(Entry mine, Entry peer) {
        double[] ratios = new double[mine.rounds.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = mine.rounds.get(round).perSecond() / peer.rounds.get(round).perSecond();
        }
        Arrays.sort(ratios);
        System.out.printf(Locale.ROOT, "%s / %s: %.2f (%.2f to %.2f), bar %.0f%n", mine.contender.name(),
                peer.contender.name(), ratios[ratios.length / 2], ratios[0], ratios[ratios.length - 1], BAR);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).sorted().toArray()[rounds.size() / 2];
    }
}
