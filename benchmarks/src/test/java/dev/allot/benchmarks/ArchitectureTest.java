package dev.allot.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The arrows between the modules, by package: what each may know of the others and of third parties. It stands here because
 * this module sees all others. What a module may use, its pom says too; this also holds for what it gets transitively.
 */
@AnalyzeClasses(packages = "dev.allot", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {
    private static final String XGBOOST = "ml.dmlc..";
    private static final String ORTOOLS = "com.google.ortools..";
    private static final String COMMONS_MATH = "org.apache.commons.math3..";
    private static final String COMMONS_CSV = "org.apache.commons.csv..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String PICOCLI = "picocli..";
    private static final String PROGRESS_BAR = "me.tongfei.progressbar..";
    private static final String JMH = "org.openjdk.jmh..";

    @ArchTest
    static final ArchRule CORE_KNOWS_NOTHING_BUT_JAVA = module("core");

    @ArchTest
    static final ArchRule SOLVERS = module("solvers", core(), ORTOOLS, "com.google.protobuf..", COMMONS_MATH);

    @ArchTest
    static final ArchRule PREDICTOR = module("predictor", core(), XGBOOST, COMMONS_MATH, JACKSON, COMMONS_CSV);

    @ArchTest
    static final ArchRule DATASETS = module("datasets", core(), JACKSON, COMMONS_CSV);

    @ArchTest
    static final ArchRule STUDY =
            module("study", core(), ours("solvers"), ours("predictor"), ours("datasets"), COMMONS_MATH, JACKSON);

    @ArchTest
    static final ArchRule CLI = module(
            "cli",
            core(),
            ours("solvers"),
            ours("predictor"),
            ours("datasets"),
            ours("study"),
            JACKSON,
            PICOCLI,
            PROGRESS_BAR);

    @ArchTest
    static final ArchRule NOTHING_KNOWS_THE_BENCHMARKS = noClasses()
            .that()
            .resideOutsideOfPackage(ours("benchmarks"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ours("benchmarks"), JMH);

    @ArchTest
    static final ArchRule XGBOOST_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.allot.predictor.xgboost..", ours("benchmarks"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(XGBOOST)
            .because("its natives load in one place, lazily; others reach it through our own types");

    @ArchTest
    static final ArchRule ORTOOLS_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.allot.solvers.ortools..", ours("benchmarks"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ORTOOLS)
            .because("its natives load in one place, lazily; others reach it through our own types");

    @ArchTest
    static final ArchRule CORE_HAS_NO_CYCLES =
            slices().matching("dev.allot.core.(*)..").should().beFreeOfCycles();

    /** Leaves out tests, whatever folder they were built in, and the jar of core's contract suites. */
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/") && !location.contains("-tests.jar");
        }
    }

    private static String ours(String module) {
        return "dev.allot." + module + "..";
    }

    private static String core() {
        return ours("core");
    }

    /** The classes of a module know only themselves, the JDK, the nullness annotations and what is listed. */
    private static ArchRule module(String name, String... packages) {
        List<String> allowed = Stream.concat(Stream.of(ours(name), "java..", "org.jspecify.."), Stream.of(packages))
                .toList();
        return classes().that(resideInAPackage(ours(name))).should().onlyDependOnClassesThat(oneOf(allowed));
    }

    private static DescribedPredicate<JavaClass> oneOf(List<String> packages) {
        DescribedPredicate<JavaClass> there = resideInAnyPackage(packages.toArray(String[]::new));
        DescribedPredicate<JavaClass> primitive = DescribedPredicate.describe(
                "primitive", type -> type.getBaseComponentType().isPrimitive());
        DescribedPredicate<JavaClass> arrayThere =
                DescribedPredicate.describe("array", type -> type.isArray() && there.test(type.getBaseComponentType()));
        return there.or(primitive).or(arrayThere).as("reside in %s", packages);
    }
}
