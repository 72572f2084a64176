package com.heraerp.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A root package whose first level is modules: the real house, or one built wrong to see a rule fail. */
record House(String root) {

    static final House REAL = new House("com.heraerp");

    /** Modules that every other may use, and those that put all together. */
    static final Set<String> SHARED = Set.of("kernel");

    /** What callers have in their hands: no part of the house, and nothing that serves knows it. */
    static final Set<String> OUTSIDE = Set.of("client");

    static final Set<String> COMPOSITION = Set.of("app", "architecture", "benchmarks", "db");

    JavaClasses classes() {
        ClassFileImporter importer = new ClassFileImporter();
        if (equals(REAL)) {
            importer = importer.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS);
        }
        // Micronaut generates classes whose simple name begins with $; package-info is no class of ours either.
        return importer.importPackages(root).that(new com.tngtech.archunit.base.DescribedPredicate<>("written by us") {
            @Override
            public boolean test(JavaClass type) {
                return !type.getName().contains(".$") && !type.getSimpleName().equals("package-info");
            }
        });
    }

    /** The module a class belongs to; empty for classes of others. */
    Optional<String> moduleOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(root + ".")) {
            return Optional.empty();
        }
        String rest = name.substring(root.length() + 1);
        int dot = rest.indexOf('.');
        return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
    }

    /** Whether the class stands in its module's {@code room}, such as {@code domain} or {@code adapter.in}. */
    boolean isIn(JavaClass type, String room) {
        return moduleOf(type)
                .map(module -> root + "." + module + "." + room)
                .filter(there -> type.getPackageName().equals(there) || type.getPackageName().startsWith(there + "."))
                .isPresent();
    }

    boolean isIn(JavaClass type, String module, String room) {
        return moduleOf(type).filter(module::equals).isPresent() && isIn(type, room);
    }

    /** Hexagonal modules: neither shared nor composition, and not outside. */
    Set<String> modules(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> moduleOf(type).stream())
                .filter(module -> !SHARED.contains(module) && !COMPOSITION.contains(module)
                        && !OUTSIDE.contains(module))
                .collect(Collectors.toSet());
    }
}
