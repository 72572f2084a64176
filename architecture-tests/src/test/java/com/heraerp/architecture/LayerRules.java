package com.heraerp.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Rules 1 to 4 and 9: which layer sees which. */
final class LayerRules {

    private LayerRules() {}

    /** Rule 1: domain sees itself, its api, kernel values, the JDK without its doors to the world, jspecify. */
    static final Rule DOMAIN_IS_PLAIN = sees("domain",
            (house, target) -> isPlain(house, target) || isPlainJdk(target.getName()));

    /** Rule 2: application adds its ports, jakarta.inject, logging, and other modules' api. */
    static final Rule APPLICATION_KNOWS_NO_TECHNOLOGY = sees("application", (house, target) -> isPlain(house, target)
            || isPlainJdk(target.getName())
            || house.isIn(target, "application")
            || house.isIn(target, "api")
            || house.isIn(target, "kernel", "postgres")
            || house.isIn(target, "kernel", "settings")
            || target.getName().startsWith("jakarta.inject.")
            || target.getName().startsWith("org.slf4j."));

    /** Rule 3: no signature in api names a domain type. */
    static final Rule API_LEAKS_NO_DOMAIN = Rule.eachClass((house, type) -> !house.isIn(type, "api")
            ? Stream.empty()
            : type.getMembers().stream()
                    .filter(member -> !member.getModifiers().contains(JavaModifier.PRIVATE)
                            && !member.getModifiers().contains(JavaModifier.SYNTHETIC)
                            && isVisible(member))
                    .flatMap(member -> named(member)
                            .filter(other -> house.isIn(other, "domain"))
                            .map(other -> member.getFullName() + " shows " + other.getName())));

    /** Rule 4a: nothing outside adapter sees an adapter. */
    static final Rule ADAPTERS_ARE_UNSEEN = Rule.eachClass((house, type) -> house.isIn(type, "adapter")
            ? Stream.empty()
            : outgoing(type).filter(target -> house.isIn(target, "adapter"))
                    .map(target -> type.getName() + " sees " + target.getName()));

    /** Rule 4b: adapters in and out do not see each other. */
    static final Rule IN_AND_OUT_ARE_STRANGERS = Rule.eachClass((house, type) -> outgoing(type)
            .filter(target -> house.isIn(type, "adapter.in") && house.isIn(target, "adapter.out")
                    || house.isIn(type, "adapter.out") && house.isIn(target, "adapter.in"))
            .map(target -> type.getName() + " sees " + target.getName()));

    /** Rule 9: adapter classes are not public. */
    static final Rule ADAPTERS_ARE_PACKAGE_PRIVATE = Rule.eachClass((house,
            type) -> house.isIn(type, "adapter") && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && type.isTopLevelClass()
                            ? Stream.of(type.getName() + " is public")
                            : Stream.empty());

    private static Rule sees(String room, BiPredicate<House, JavaClass> allowed) {
        return Rule.eachClass((house, type) -> !house.isIn(type, room)
                ? Stream.empty()
                : outgoing(type)
                        .filter(target -> !allowed.test(house, target) && !isSame(house, type, target))
                        .map(target -> type.getName() + " sees " + target.getName()));
    }

    /** Kernel values, and what stands beside them in every module: jspecify. */
    private static boolean isPlain(House house, JavaClass target) {
        String kernel = house.root() + ".kernel";
        return target.getPackageName().equals(kernel)
                || target.getPackageName().equals(kernel + ".change")
                || target.getPackageName().equals(kernel + ".json")
                || target.getName().startsWith("org.jspecify.");
    }

    private static boolean isPlainJdk(String name) {
        boolean door = name.startsWith("java.sql.")
                || name.startsWith("java.net.http.")
                || name.startsWith("java.nio.file.");
        return name.startsWith("java.") && !door || !name.contains(".");
    }

    /** The same module's domain or api. */
    private static boolean isSame(House house, JavaClass type, JavaClass target) {
        return house.moduleOf(type).equals(house.moduleOf(target))
                && (house.isIn(target, "domain") || house.isIn(target, "api"));
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> named(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream();
    }

    static Stream<JavaClass> outgoing(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> !target.isPrimitive());
    }
}
