package com.heraerp.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Rules 8 and 10 to 12: where technology, ports, clocks and catch-alls may stand. */
final class TechnologyRules {

    private TechnologyRules() {}

    private static final List<String> STORAGE = List.of("java.sql.", "javax.sql.", "io.lettuce.", "org.flywaydb.");
    private static final List<String> HTTP = List.of("io.micronaut.http.");

    /** Rule 8: JDBC, Redis and Flyway in adapter.out, kernel.postgres, kernel.redis, db and app; Micronaut HTTP where HTTP comes in. */
    static final Rule TECHNOLOGY_STAYS_AT_THE_EDGE = Rule.eachClass((house, type) -> {
        Set<String> composition = Set.of("app", "benchmarks", "db");
        boolean composed = house.moduleOf(type).filter(composition::contains).isPresent();
        boolean storage = composed || house.isIn(type, "adapter.out") || house.isIn(type, "kernel", "postgres")
                || house.isIn(type, "kernel", "redis");
        boolean http = composed || house.moduleOf(type).filter(House.OUTSIDE::contains).isPresent()
                || house.isIn(type, "adapter.in.http") || house.isIn(type, "kernel", "web");
        return LayerRules.outgoing(type)
                .filter(target -> !storage && startsWithAny(target, STORAGE) || !http && startsWithAny(target, HTTP))
                .map(target -> type.getName() + " sees " + target.getName());
    });

    /** Rule 10: interfaces in application live in port, and each port has an implementation. */
    static final Rule PORTS_ARE_INTERFACES_WITH_ADAPTERS = TechnologyRules::portProblems;

    /** Rule 11: no clock, random or environment is read in domain and application. */
    static final Rule TIME_AND_CHANCE_COME_FROM_OUTSIDE = Rule.eachClass((house, type) -> {
        if (!house.isIn(type, "domain") && !house.isIn(type, "application")) {
            return Stream.empty();
        }
        return type.getMethodCallsFromSelf().stream()
                .filter(call -> readsTheWorld(call.getTargetOwner().getName(), call.getName()))
                .map(call -> type.getName() + " calls " + call.getTargetOwner().getSimpleName() + "." + call.getName());
    });

    /** Rule 12: no field injection, no System.out outside the CLI, no catch of everything outside app. */
    static final Rule NO_SHORT_CUTS = (house, classes) -> {
        List<String> problems = new ArrayList<>();
        for (JavaClass type : classes) {
            boolean app = house.moduleOf(type).filter(Set.of("app", "benchmarks")::contains).isPresent();
            type.getFields().stream()
                    .filter(field -> field.isAnnotatedWith("jakarta.inject.Inject"))
                    .forEach(field -> problems.add(field.getFullName() + " is injected into a field"));
            type.getFieldAccessesFromSelf().stream()
                    .filter(access -> !app && access.getTargetOwner().getName().equals("java.lang.System"))
                    .filter(access -> Set.of("out", "err").contains(access.getName()))
                    .forEach(access -> problems.add(type.getName() + " writes to System." + access.getName()));
            if (!app) {
                catchAlls(type).forEach(problems::add);
            }
        }
        return problems;
    };

    private static Stream<String> catchAlls(JavaClass type) {
        return type.getCodeUnits().stream()
                .filter(unit -> unit.getTryCatchBlocks().stream()
                        .flatMap(block -> block.getCaughtThrowables().stream())
                        .anyMatch(caught -> caught.getName().equals("java.lang.Exception")))
                .map(JavaCodeUnit::getFullName)
                .map(name -> name + " catches Exception");
    }

    private static List<String> portProblems(House house, JavaClasses classes) {
        List<String> problems = new ArrayList<>();
        for (JavaClass type : classes) {
            boolean port = house.isIn(type, "application.port");
            if (type.isInterface() && house.isIn(type, "application") && !port && type.isTopLevelClass()
                    && !isSealed(type)) {
                problems.add(type.getName() + " is an interface outside port");
            }
            if (port && type.isInterface() && type.isTopLevelClass() && type.getAllSubclasses().isEmpty()) {
                problems.add(type.getName() + " is a port without an implementation");
            }
        }
        return problems;
    }

    /** A sealed interface is a closed set of values, not a seam. */
    private static boolean isSealed(JavaClass type) {
        return type.reflect().isSealed();
    }

    private static boolean readsTheWorld(String owner, String method) {
        return method.equals("now") && owner.startsWith("java.time.")
                || owner.equals("java.lang.System")
                        && Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty").contains(method)
                || owner.equals("java.util.UUID") && method.equals("randomUUID")
                || owner.equals("java.lang.Math") && method.equals("random")
                || owner.equals("java.util.concurrent.ThreadLocalRandom");
    }

    private static boolean startsWithAny(JavaClass target, List<String> prefixes) {
        return prefixes.stream().anyMatch(target.getName()::startsWith);
    }
}
