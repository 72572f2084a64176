package com.heraerp.orchestration.domain.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A directed graph of names that remembers in which order they were added. */
public final class Digraph {

    private final Map<String, Set<String>> successors = new LinkedHashMap<>();
    private final Map<String, Set<String>> predecessors = new LinkedHashMap<>();

    public Digraph addNode(String name) {
        successors.computeIfAbsent(name, absent -> new LinkedHashSet<>());
        predecessors.computeIfAbsent(name, absent -> new LinkedHashSet<>());
        return this;
    }

    public Digraph addEdge(String from, String to) {
        addNode(from).addNode(to);
        successors.getOrDefault(from, Set.of()).add(to);
        predecessors.getOrDefault(to, Set.of()).add(from);
        return this;
    }

    public Set<String> nodes() {
        return Collections.unmodifiableSet(successors.keySet());
    }

    public Set<String> after(String name) {
        return Collections.unmodifiableSet(successors.getOrDefault(name, Set.of()));
    }

    public Set<String> before(String name) {
        return Collections.unmodifiableSet(predecessors.getOrDefault(name, Set.of()));
    }

    /** The name itself and all that can be reached from it, in the order in which they were added. */
    public Set<String> reachable(String from) {
        return closure(from, successors);
    }

    /** The name itself and all from which it can be reached, in the order in which they were added. */
    public Set<String> reaching(String to) {
        return closure(to, predecessors);
    }

    private Set<String> closure(String from, Map<String, Set<String>> next) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (seen.add(name)) {
                open.addAll(next.getOrDefault(name, Set.of()));
            }
        }
        Set<String> ordered = new LinkedHashSet<>(successors.keySet());
        ordered.retainAll(seen);
        return ordered;
    }

    /**
     * All names so that each stands behind its predecessors; among those that could stand next, the one added first.
     * Names on a cycle, and behind one, are left out.
     */
    public List<String> topologicalOrder() {
        Map<String, Integer> position = new LinkedHashMap<>();
        successors.keySet().forEach(name -> position.put(name, position.size()));
        Map<String, Integer> waitsFor = new LinkedHashMap<>();
        TreeMap<Integer, String> ready = new TreeMap<>();
        predecessors.forEach((name, before) -> {
            waitsFor.put(name, before.size());
            if (before.isEmpty()) {
                ready.put(position.getOrDefault(name, 0), name);
            }
        });
        List<String> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String name = ready.pollFirstEntry().getValue();
            order.add(name);
            for (String next : after(name)) {
                if (waitsFor.merge(next, -1, Integer::sum) == 0) {
                    ready.put(position.getOrDefault(next, 0), next);
                }
            }
        }
        return order;
    }

    /** A cycle as {@code [A, B, A]}; empty when there is none. */
    public List<String> cycle() {
        Set<String> suspects = new LinkedHashSet<>(successors.keySet());
        topologicalOrder().forEach(suspects::remove);
        for (String start : suspects) {
            List<String> path = pathBack(start, suspects);
            if (!path.isEmpty()) {
                return path;
            }
        }
        return List.of();
    }

    /** The shortest way from {@code start} through {@code allowed} back to it; empty when there is none. */
    private List<String> pathBack(String start, Set<String> allowed) {
        Map<String, String> cameFrom = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            String name = open.poll();
            for (String next : after(name)) {
                if (next.equals(start)) {
                    return backwards(cameFrom, start, name);
                }
                if (allowed.contains(next) && cameFrom.putIfAbsent(next, name) == null) {
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<String> backwards(Map<String, String> cameFrom, String start, String last) {
        List<String> path = new ArrayList<>(List.of(start));
        for (String at = last; !at.equals(start); at = cameFrom.getOrDefault(at, start)) {
            path.add(at);
        }
        path.add(start);
        Collections.reverse(path);
        return path;
    }
}
