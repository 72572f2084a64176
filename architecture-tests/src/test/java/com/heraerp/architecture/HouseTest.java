package com.heraerp.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HouseTest {

    private static final House BAD = new House("badhouse");
    private static final JavaClasses REAL_CLASSES = House.REAL.classes();
    private static final JavaClasses BAD_CLASSES = BAD.classes();

    /** Each rule, and a piece of the sentence it must say about the house built wrong. */
    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("1 domain is plain", LayerRules.DOMAIN_IS_PLAIN,
                        "badhouse.till.domain.Price sees java.sql.Date"),
                Arguments.of("2 application knows no technology", LayerRules.APPLICATION_KNOWS_NO_TECHNOLOGY,
                        "badhouse.till.application.RingUp sees badhouse.till.adapter.out.postgres.PostgresTills"),
                Arguments.of("3 api leaks no domain", LayerRules.API_LEAKS_NO_DOMAIN,
                        "shows badhouse.till.domain.Price"),
                Arguments.of("4a adapters are unseen", LayerRules.ADAPTERS_ARE_UNSEEN,
                        "RingUp sees badhouse.till.adapter.out"),
                Arguments.of("4b in and out are strangers", LayerRules.IN_AND_OUT_ARE_STRANGERS, "TillController sees"),
                Arguments.of("5 only through the door", ModuleRules.ONLY_THROUGH_THE_DOOR,
                        "badhouse.stock.application.Count walks past the door of badhouse.till.domain.Price"),
                Arguments.of("7 kernel sees no module", ModuleRules.KERNEL_SEES_NO_MODULE,
                        "badhouse.kernel.Nosy sees badhouse.till.api.Tills"),
                Arguments.of("7b the client sees no module", ModuleRules.THE_CLIENT_STANDS_OUTSIDE,
                        "badhouse.client.Homesick sees badhouse.till.api.Tills"),
                Arguments.of("7b no module sees the client", ModuleRules.THE_CLIENT_STANDS_OUTSIDE,
                        "badhouse.stock.application.Count sees badhouse.client.Homesick"),
                Arguments.of("8 technology at the edge", TechnologyRules.TECHNOLOGY_STAYS_AT_THE_EDGE,
                        "badhouse.till.domain.Price sees java.sql.Date"),
                Arguments.of("9 adapters are package-private", LayerRules.ADAPTERS_ARE_PACKAGE_PRIVATE,
                        "PostgresTills is public"),
                Arguments.of("10 ports", TechnologyRules.PORTS_ARE_INTERFACES_WITH_ADAPTERS,
                        "badhouse.till.application.port.Unplugged is a port without"),
                Arguments.of("10 interfaces live in port", TechnologyRules.PORTS_ARE_INTERFACES_WITH_ADAPTERS,
                        "badhouse.till.application.Stray is an interface outside port"),
                Arguments.of("11 time comes from outside", TechnologyRules.TIME_AND_CHANCE_COME_FROM_OUTSIDE,
                        "RingUp calls Instant.now"),
                Arguments.of("12 no field injection", TechnologyRules.NO_SHORT_CUTS, "is injected into a field"),
                Arguments.of("12 no System.out", TechnologyRules.NO_SHORT_CUTS, "writes to System.out"),
                Arguments.of("12 no catch-all", TechnologyRules.NO_SHORT_CUTS, "catches Exception"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theHouseKeepsTheRule(String name, Rule rule, String proof) {
        assertThat(rule.violations(House.REAL, REAL_CLASSES)).as(name).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theRuleFailsOnAHouseBuiltWrong(String name, Rule rule, String proof) {
        assertThat(rule.violations(BAD, BAD_CLASSES)).as(name).anyMatch(problem -> problem.contains(proof));
    }

    @Test
    void modulesUseEachOtherAsTheTableSays() {
        assertThat(ModuleRules.dependenciesAre(ModuleRules.USES).violations(House.REAL, REAL_CLASSES))
                .isEmpty();
    }

    @Test
    void theTableFailsOnAForbiddenAnUnusedAndACircularUse() {
        Rule rule = ModuleRules.dependenciesAre(
                Map.of("till", Set.of("stock", "ghost"), "stock", Set.of(), "ghost", Set.of()));

        assertThat(rule.violations(BAD, BAD_CLASSES))
                .anyMatch(problem -> problem.startsWith("stock uses till"))
                .anyMatch(problem -> problem.startsWith("till may use ghost"))
                .anyMatch(problem -> problem.startsWith("till depends on itself"));
    }

    @Test
    void everyRoomTheRulesSpeakOfHasClasses() {
        for (String room : new String[]{"api", "domain", "application", "application.port", "adapter.in.http",
            "adapter.out"}) {
            assertThat(REAL_CLASSES.stream().filter(type -> House.REAL.isIn(type, room)))
                    .as(room)
                    .isNotEmpty();
        }
        for (String room : new String[]{"change", "json", "postgres", "redis", "web", "settings"}) {
            assertThat(REAL_CLASSES.stream().filter(type -> House.REAL.isIn(type, "kernel", room)))
                    .as("kernel." + room)
                    .isNotEmpty();
        }
        assertThat(REAL_CLASSES.stream().filter(type -> House.REAL.moduleOf(type).filter("client"::equals).isPresent()))
                .isNotEmpty();
        assertThat(REAL_CLASSES.stream().filter(type -> House.REAL.isIn(type, "app", "selftest"))).isNotEmpty();
        assertThat(House.REAL.modules(REAL_CLASSES)).isEqualTo(ModuleRules.USES.keySet());
    }

    @Test
    void sqlStandsOnlyInAdaptersAndDb() {
        assertThat(SqlTextRule.violations(Path.of("..").toAbsolutePath().normalize())).isEmpty();
    }

    @Test
    void sqlElsewhereIsFound(@TempDir Path house) throws IOException {
        Path file = house.resolve("till/src/main/java/till/application/RingUp.java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "class RingUp { String sql = \"\"\"\n    select id from tills\"\"\"; }");

        assertThat(SqlTextRule.violations(house)).containsExactly(file);
    }
}
