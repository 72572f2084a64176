package com.heraerp.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Rules 5 to 7: which module knows which. */
final class ModuleRules {

    private ModuleRules() {}

    /** The whole truth about who uses whom; the kernel is everybody's. README's map says the same in words. */
    static final Map<String, Set<String>> USES = Map.ofEntries(
            Map.entry("guardrails", Set.of()),
            Map.entry("cache", Set.of()),
            Map.entry("identity", Set.of("cache")),
            Map.entry("changes", Set.of("identity")),
            Map.entry("entities", Set.of("guardrails", "cache")),
            Map.entry("transactions", Set.of("guardrails")),
            Map.entry("seal", Set.of()),
            Map.entry("books", Set.of()),
            Map.entry("documents", Set.of()),
            Map.entry("rpc", Set.of("guardrails", "transactions")),
            Map.entry("dual", Set.of("rpc")),
            Map.entry("orchestration", Set.of("guardrails")));

    /** Rule 5: another module is reached only through its api. */
    static final Rule ONLY_THROUGH_THE_DOOR = Rule.eachClass((house, type) -> {
        String own = house.moduleOf(type).orElse("");
        if (House.COMPOSITION.contains(own)) {
            return Stream.empty();
        }
        return LayerRules.outgoing(type)
                .filter(target -> house.moduleOf(target)
                        .filter(module -> !module.equals(own) && !House.SHARED.contains(module))
                        .isPresent())
                .filter(target -> !house.isIn(target, "api"))
                .map(target -> type.getName() + " walks past the door of " + target.getName());
    });

    /** Rule 6: dependencies are those of the table, none unused. */
    static Rule dependenciesAre(Map<String, Set<String>> table) {
        return (house, classes) -> {
            Map<String, Set<String>> found = dependencies(house, classes);
            List<String> problems = new ArrayList<>();
            Set<String> all = new TreeSet<>(found.keySet());
            all.addAll(table.keySet());
            for (String module : all) {
                if (!table.containsKey(module)) {
                    problems.add("module " + module + " is not in the table");
                    continue;
                }
                Set<String> uses = found.getOrDefault(module, Set.of());
                uses.stream().filter(used -> !table.get(module).contains(used))
                        .forEach(used -> problems.add(module + " uses " + used + ", which the table does not allow"));
                table.get(module).stream().filter(used -> !uses.contains(used))
                        .forEach(used -> problems.add(module + " may use " + used + " and does not: take it out"));
            }
            problems.addAll(cycles(found));
            return problems;
        };
    }

    /** Rule 7: the kernel sees no module. */
    static final Rule KERNEL_SEES_NO_MODULE = Rule.eachClass((house, type) -> !house.moduleOf(type)
            .filter("kernel"::equals)
            .isPresent()
                    ? Stream.empty()
                    : LayerRules.outgoing(type)
                            .filter(target -> house.moduleOf(target)
                                    .filter(module -> !module.equals("kernel"))
                                    .isPresent())
                            .map(target -> type.getName() + " sees " + target.getName()));

    /**
     * The client sees nothing of the house, and is seen by what calls the server from outside alone: the selftest, and the
     * commands for workflows.
     */
    static final Rule THE_CLIENT_STANDS_OUTSIDE = Rule.eachClass((house, type) -> {
        boolean client = house.moduleOf(type).filter(House.OUTSIDE::contains).isPresent();
        boolean caller = house.isIn(type, "app", "selftest") || house.isIn(type, "app", "cli.engine");
        return LayerRules.outgoing(type)
                .filter(target -> client
                        ? house.moduleOf(target).filter(module -> !House.OUTSIDE.contains(module)).isPresent()
                        : !caller && house.moduleOf(target).filter(House.OUTSIDE::contains).isPresent())
                .map(target -> type.getName() + " sees " + target.getName());
    });

    private static Map<String, Set<String>> dependencies(House house, JavaClasses classes) {
        Map<String, Set<String>> found = new TreeMap<>();
        Set<String> modules = house.modules(classes);
        modules.forEach(module -> found.put(module, new TreeSet<>()));
        classes.forEach(type -> house.moduleOf(type).filter(modules::contains)
                .ifPresent(own -> LayerRules.outgoing(type)
                        .flatMap(target -> house.moduleOf(target).stream())
                        .filter(module -> modules.contains(module) && !module.equals(own))
                        .forEach(module -> found.get(own).add(module))));
        return found;
    }

    private static List<String> cycles(Map<String, Set<String>> uses) {
        return uses.keySet().stream()
                .filter(module -> reaches(uses, module, module, new TreeSet<>()))
                .map(module -> module + " depends on itself through others")
                .toList();
    }

    private static boolean reaches(Map<String, Set<String>> uses, String from, String to, Set<String> seen) {
        return uses.getOrDefault(from, Set.of()).stream()
                .anyMatch(next -> next.equals(to) || seen.add(next) && reaches(uses, next, to, seen));
    }
}
