package com.heraerp.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.stream.Stream;

/** One rule: what a house does against it, as sentences; empty when it keeps it. */
@FunctionalInterface
interface Rule {

    List<String> violations(House house, JavaClasses classes);

    /** A rule about each class for itself. */
    static Rule eachClass(ClassRule rule) {
        return (house, classes) -> classes.stream()
                .flatMap(type -> rule.violations(house, type))
                .distinct()
                .sorted()
                .toList();
    }

    @FunctionalInterface
    interface ClassRule {
        Stream<String> violations(House house, JavaClass type);
    }
}
