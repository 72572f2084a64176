package com.heraerp.rpc.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the names a caller may have meant. */
public final class NearNames {

    private static final int LONGEST_NAME = 63;
    private static final int MOST = 3;

    private NearNames() {}

    private record Candidate(String name, int distance) {}

    /** The few nearest of {@code known}, nearest first; none that differs in more than a third of its letters. */
    public static List<String> of(String wanted, Collection<String> known) {
        if (wanted.length() > LONGEST_NAME) {
            return List.of();
        }
        return known.stream()
                .map(name -> new Candidate(name, distance(wanted, name)))
                .filter(candidate -> candidate.distance <= Math.max(2, candidate.name.length() / 3))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
    }

    /** Levenshtein's distance: insertions, deletions and exchanges of one letter. */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int column = 1; column < above.length; column++) {
                int exchange = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(exchange, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[to.length()];
    }
}
